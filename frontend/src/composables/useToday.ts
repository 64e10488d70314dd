import { readonly, ref, type Ref } from 'vue'
import { todayLocal } from '@/lib/days'

const today = ref(todayLocal())
let timer = 0

function look(): void {
  today.value = todayLocal()
}

/** Today where the person is; turns over at midnight, also on a page that was asleep. */
export function useToday(): Readonly<Ref<string>> {
  look()
  if (!timer) {
    timer = window.setInterval(look, 30_000)
    document.addEventListener('visibilitychange', look)
  }
  return readonly(today)
}
