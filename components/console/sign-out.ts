import type { ConsoleActions } from '@/lib/contract/contract'

/** Ends this session, and goes to the sign-in page; by way of the provider where one signed in through it. */
export async function signOutOf(actions: Pick<ConsoleActions, 'signOut'>): Promise<void> {
  let goTo = '/sign-in'
  try {
    const signedOut = await actions.signOut()
    if (signedOut.ok && signedOut.value.goTo !== undefined) goTo = signedOut.value.goTo
  } finally {
    // Whatever the server said: a whole new page keeps nothing of this session in memory.
    location.assign(goTo)
  }
}
