/** What comes a moment after the box: it understands what is typed there. */
export { addText } from '@/composables/addText'
export { default as QuickBox } from './QuickBox.vue'
