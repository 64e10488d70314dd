import { nextTick, reactive, ref, useTemplateRef, type ComponentPublicInstance } from 'vue'
import type { Rule } from '@/lib/entry'

interface Refusal {
  message: string
  field?: string
}

/**
 * One form before the session: its values, what is wrong with them, and the sending. The
 * component has it under `ref="form"`.
 */
export function useEntryForm<Name extends string>(
  fields: Record<Name, { value?: string; rule: Rule }>,
  send: (values: Record<Name, string>) => Promise<void>,
) {
  const names = Object.keys(fields) as Name[]
  const form = useTemplateRef<ComponentPublicInstance>('form')
  const busy = ref(false)
  const failure = ref('')
  const blank = (of: (name: Name) => string) =>
    Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, string>
  const values = reactive(blank((name) => fields[name].value ?? '')) as Record<Name, string>
  const errors = reactive(blank(() => '')) as Record<Name, string>

  async function focusWrong(): Promise<void> {
    await nextTick()
    const root = form.value?.$el as HTMLElement | undefined
    root?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }

  function check(asked: readonly Name[]): boolean {
    failure.value = ''
    for (const name of names)
      errors[name] = asked.includes(name) ? fields[name].rule(values[name]) : ''
    return names.every((name) => !errors[name])
  }

  function refuse({ message, field }: Refusal): void {
    if (field && field in errors) errors[field as Name] = message
    else failure.value = message
  }

  /** Something that needs only some of the fields. Whatever is wrong is shown, and focused. */
  async function attempt(asked: readonly Name[], act: () => Promise<void>): Promise<boolean> {
    try {
      if (check(asked)) {
        await act()
        return true
      }
    } catch (error) {
      refuse(error as Refusal)
    }
    await focusWrong()
    return false
  }

  async function submit(): Promise<void> {
    if (busy.value) return
    busy.value = true
    await attempt(names, () => send({ ...values }))
    busy.value = false
  }

  return { busy, failure, values, errors, submit, attempt }
}
