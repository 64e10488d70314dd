import { defineComponent } from 'vue'
import { useReminders } from '@/composables/useReminders'

/** Nothing to be seen: it reminds for as long as it is in the page. */
export default defineComponent({
  setup() {
    useReminders()
    return () => null
  },
})
