import { flushPromises, mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import AppIcon from './AppIcon.vue'

it.each(['inbox', 'archive'] as const)(
  'draws %s, also where it is not there at once',
  async (name) => {
    const wrapper = mount(AppIcon, { props: { name } })
    await flushPromises()
    await expect.poll(() => wrapper.find('path').attributes('d')).toMatch(/^M/)
  },
)
