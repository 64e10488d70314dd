/** Replaces a part of what is in a box as if it were typed: the browser can take it back. */
export function insertText(
  input: HTMLInputElement,
  text: string,
  start = input.selectionStart ?? input.value.length,
  end = input.selectionEnd ?? start,
): void {
  input.focus()
  input.setSelectionRange(start, end)
  if (document.execCommand?.('insertText', false, text)) return
  input.setRangeText(text, start, end, 'end')
  input.dispatchEvent(new Event('input', { bubbles: true }))
}
