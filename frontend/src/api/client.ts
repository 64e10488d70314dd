import { createRequest, type HttpOptions, type Request } from './http'
import type { PullAnswer, PullRequest, PushAnswer, PushRequest } from './sync'
import type {
  List,
  ListPatch,
  Me,
  MePatch,
  NewList,
  NewTodo,
  Page,
  Todo,
  TodoFilter,
  TodoPatch,
} from './types'

export interface ReadOptions {
  signal?: AbortSignal
}

export interface WriteOptions {
  /** The `seq` that the change builds on; 412 with the current item when it is another by now. */
  ifMatch?: number
}

/** Every verb rejects with an ApiError and nothing else. Collections come whole. */
export interface Api {
  me(): Promise<Me>
  updateMe(patch: MePatch): Promise<Me>
  /** Both are sent once only: the sync engine knows when to send again. */
  push(request: PushRequest): Promise<PushAnswer>
  pull(request: PullRequest): Promise<PullAnswer>
  lists(options?: ReadOptions): Promise<List[]>
  createList(list: NewList): Promise<List>
  updateList(listId: string, patch: ListPatch, options?: WriteOptions): Promise<List>
  deleteList(listId: string): Promise<void>
  restoreList(listId: string): Promise<List>
  todos(listId: string, filter?: TodoFilter, options?: ReadOptions): Promise<Todo[]>
  allTodos(filter?: TodoFilter, options?: ReadOptions): Promise<Todo[]>
  /** Safe to call again with the same to-do: the id makes it the same creation. */
  createTodo(listId: string, todo: NewTodo): Promise<Todo>
  updateTodo(listId: string, id: string, patch: TodoPatch, options?: WriteOptions): Promise<Todo>
  trashTodo(listId: string, id: string): Promise<void>
  deleteTodoForever(listId: string, id: string): Promise<void>
  restoreTodo(listId: string, id: string): Promise<Todo>
}

const PAGE_SIZE = 500

const listPath = (listId: string) => `/api/lists/${encodeURIComponent(listId)}`
const todosPath = (listId: string) => `${listPath(listId)}/todos`
const todoPath = (listId: string, id: string) => `${todosPath(listId)}/${encodeURIComponent(id)}`

function matching({ ifMatch }: WriteOptions = {}): Record<string, string> {
  return ifMatch === undefined ? {} : { 'If-Match': `"${ifMatch}"` }
}

/** All pages of a collection. A page may be short or empty; only a null cursor is the end. */
async function collect<T>(
  request: Request,
  path: string,
  filter: TodoFilter = {},
  { signal }: ReadOptions = {},
): Promise<T[]> {
  const items: T[] = []
  let cursor: string | undefined
  do {
    const query = { ...filter, limit: PAGE_SIZE, cursor }
    const page = await request<Page<T>>(path, { query, signal })
    items.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return items
}

export function createApi(options: HttpOptions): Api {
  const request = createRequest(options)
  return {
    me: () => request('/api/me'),
    updateMe: (body) => request('/api/me', { method: 'PATCH', body }),

    push: (body) => request('/api/sync/push', { method: 'POST', body, once: true }),
    pull: (body) => request('/api/sync/pull', { method: 'POST', body, once: true }),

    lists: (read) => collect(request, '/api/lists', {}, read),
    createList: (body) => request('/api/lists', { method: 'POST', body }),
    updateList: (listId, body, write) =>
      request(listPath(listId), { method: 'PATCH', body, headers: matching(write) }),
    deleteList: (listId) => request(listPath(listId), { method: 'DELETE' }),
    restoreList: (listId) => request(`${listPath(listId)}/restore`, { method: 'POST' }),

    todos: (listId, filter, read) => collect(request, todosPath(listId), filter, read),
    allTodos: (filter, read) => collect(request, '/api/todos', filter, read),
    createTodo: (listId, { id, ...body }) => request(todoPath(listId, id), { method: 'PUT', body }),
    updateTodo: (listId, id, body, write) =>
      request(todoPath(listId, id), { method: 'PATCH', body, headers: matching(write) }),
    trashTodo: (listId, id) => request(todoPath(listId, id), { method: 'DELETE' }),
    deleteTodoForever: (listId, id) =>
      request(todoPath(listId, id), { method: 'DELETE', query: { forever: true } }),
    restoreTodo: (listId, id) => request(`${todoPath(listId, id)}/restore`, { method: 'POST' }),
  }
}
