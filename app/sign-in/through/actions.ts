'use server'

import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import { isOwnOrigin, refusals } from '@/app/admission'
import { refusalOf } from '@/app/refusal-of'
import { refuse } from '@/app/refuse'
import { pageOrigin, signInFrom } from '@/app/session'
import { ownPath } from '@/components/pages/pages'
import { beginThroughInput, type BeginThrough } from '@/lib/contract/accounts-input'
import { failed, type Result } from '@/lib/result'
import { andon } from '@/server/index'
import { sentThrough } from '../begun-cookie'

/** For who is not signed in: begins a sign-in through the provider. Gives where the browser goes. */
export async function beginThrough(given: BeginThrough): Promise<Result<{ url: string }>> {
  try {
    const asked = await headers()
    if (!isOwnOrigin(asked)) return refuse(refusals.foreign, 'beginThrough', asked)
    const input = beginThroughInput.safeParse(given)
    const { identity } = andon()
    if (!input.success || !identity) return refuse(refusals.malformed, 'beginThrough', asked)
    const { next, asks } = input.data
    return await sentThrough(
      await identity.begin({ next: ownPath(next), asks }, await pageOrigin(), await signInFrom()),
    )
  } catch (error) {
    unstable_rethrow(error)
    return failed(await refusalOf(error, 'Andon could not begin to sign you in because of an error.', 'beginThrough'))
  }
}
