import { onForget } from '@/lib/forgetting'

/** What was typed into the box for sub-to-dos but not added: it waits for the next time. */
export const typedBelow = new Map<string, string>()
onForget(() => typedBelow.clear())
