interface Searchable {
  title: string
  notes: string
  tags: readonly string[]
}

/** Every word of the query is somewhere in the to-do. */
export function matchesQuery(todo: Searchable, query: string): boolean {
  const text = `${todo.title}\n${todo.notes}\n${todo.tags.join('\n')}`.toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
