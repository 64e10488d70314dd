import { readonly, ref } from 'vue'

const count = ref(0)

/** Changes that wait for the part of the page that makes them: until then they are in no copy. */
export const pending = readonly(count)

export async function whilePending<T>(work: Promise<T>): Promise<T> {
  count.value++
  try {
    return await work
  } finally {
    count.value--
  }
}
