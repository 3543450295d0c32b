import type { Metadata } from 'next'
import { PasswordLink } from '@/components/sign-in/password-link'
import { SignInFrame } from '@/components/sign-in/sign-in-frame'
import { choosePassword, lookAtLink } from '../actions'

export const metadata: Metadata = { referrer: 'no-referrer' }
export const dynamic = 'force-dynamic'

/** `/sign-in/link#…`: a new account, one that was reset, or the first administrator. */
export default function PasswordLinkPage() {
  return (
    <SignInFrame title="Choose a password">
      <PasswordLink look={lookAtLink} choose={choosePassword} />
    </SignInFrame>
  )
}
