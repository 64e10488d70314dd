import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { ref } from 'vue'
import { indexAt, useWindow } from './useWindow'

const keys = Array.from({ length: 1000 }, (_, i) => `k${i}`)

function run(options: Partial<Parameters<typeof useWindow>[0]> = {}) {
  let result!: ReturnType<typeof useWindow>
  const setup = () => {
    result = useWindow({ keys, guesses: keys.map(() => 50), enabled: true, ...options })
    return () => null
  }
  mount({ setup })
  return result
}

describe('a window on a long list', () => {
  it('finds the row at a height', () => {
    expect(indexAt([0, 50, 100, 150], 0)).toBe(0)
    expect(indexAt([0, 50, 100, 150], 99)).toBe(1)
    expect(indexAt([0, 50, 100, 150], 5000)).toBe(3)
  })

  it('holds only the rows near the screen, and the room of the others', () => {
    const { rows, space } = run()
    expect(rows.value[0]).toEqual({ key: 'k0', index: 0 })
    expect(rows.value.length).toBeLessThan(40)
    expect(space.value.above).toBe(0)
    expect(space.value.below).toBe((1000 - rows.value.length) * 50)
  })

  it('corrects its guess by what it measured', () => {
    const { space, measure } = run()
    const before = space.value.below
    measure('k999', 90)
    expect(space.value.below).toBe(before + 40)
  })

  it('keeps the row with the focus, wherever it is', () => {
    const { rows } = run({ pinned: ref('k500') })
    expect(rows.value.at(-1)).toEqual({ key: 'k500', index: 500, top: 25_000 })
  })

  it('is the whole list when there is no need for it', () => {
    expect(run({ enabled: false }).rows.value).toHaveLength(1000)
  })
})
