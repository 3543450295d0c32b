import type { createKept } from '../kept'
import type { PresentPassword } from '../present-password'
import type { AccountNote } from '../identities'
import type { Sessions } from '../sessions'
import type { SignInLimits } from '../sign-in-limits'
import type { AccountsDb } from '../tables'
import { createAuthenticators, type Box } from './authenticators'
import type { Entrance } from './entrance'
import { createFactorRules } from './factor-rules'
import { createOwnFactors } from './own-factors'
import { createPasskeySignIn } from './passkey-sign-in'
import { createPasskeys } from './passkeys'
import { createCodeLimits, createSecondStep } from './second-step'
import { createSteps } from './steps'

/** Second factors and passkeys: how they are set up, asked for at the sign-in, required and reset. */
export function createFactors(options: {
  db: AccountsDb
  now: () => number
  monotonic: () => number
  note: (note: AccountNote) => Promise<void>
  box: Box
  /** 32 bytes that only this console knows. */
  stepKey: Buffer
  kept: ReturnType<typeof createKept>
  sessions: Sessions
  /** Those of passwords. */
  limits: SignInLimits
  presentPassword: PresentPassword
  entrance: Entrance
}) {
  const { db, now, monotonic, note, box, stepKey, kept, sessions, limits, presentPassword, entrance } = options
  const steps = createSteps(stepKey, now)
  const authenticators = createAuthenticators({ db, box, now })
  const passkeys = createPasskeys({ db, now, steps })
  const codeLimits = createCodeLimits(monotonic)
  const rule = () => rules.required()
  const own = createOwnFactors({ db, now, note, presentPassword, codeLimits, authenticators, passkeys, rule })
  const rules = createFactorRules({
    kept,
    note,
    authenticators,
    passkeys,
    sessions,
    prove: (password, by) => own.prove(password, by),
  })
  return {
    own,
    rules,
    secondStep: createSecondStep({ db, steps, authenticators, entrance, limits: codeLimits, rule }),
    passkeySignIn: createPasskeySignIn({ passkeys, entrance, limits }),
  }
}
