import type { Session } from '@/auth'
import { whenMoved } from '@/config'

/**
 * Nobody can sign in to a user pool that the stage has left. The page starts anew as soon as nobody is
 * signed in, and what it starts with then is what the stage said last.
 */
export async function restartWhenMoved(
  session: Pick<Session, 'isLive' | 'onChange'>,
  reload: () => void = () => location.reload(),
): Promise<void> {
  await whenMoved()
  const restart = () => void (session.isLive || reload())
  session.onChange(restart)
  restart()
}
