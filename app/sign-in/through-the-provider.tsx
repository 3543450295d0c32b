import { SignInThrough } from '@/components/sign-in/sign-in-through'
import { ErrorNotice, Notice } from '@/components/ui/notice'
import { isThroughRefusal } from '@/lib/accounts/through'
import { andon } from '@/server/index'
import { beginThrough } from './through/actions'

/** Whom the provider was not to let in is asked by it again, who they are. */
const asksAgain = new Set(['no-rule', 'account-disabled', 'denied'])

/**
 * The way in through the provider, and what came of it the last time; nothing where there is none.
 * @param refused the word in the address, which anybody may have written there.
 */
export function ThroughTheProvider({ refused, next }: { refused: unknown; next: string }) {
  const { identity } = andon()
  if (!identity) return null
  const { name, state } = identity.view()
  return (
    <div className="mb-5 grid gap-3">
      {isThroughRefusal(refused) && <ErrorNotice error={identity.words(refused)} />}
      {(state.at === 'away' || state.at === 'wrong') && !isThroughRefusal(refused) && (
        <Notice tone="wait" glyph="noContact" role="status">
          <strong className="font-semibold">{name} does not answer just now.</strong> Passwords of this console work.
        </Notice>
      )}
      <SignInThrough
        provider={name}
        begin={beginThrough}
        next={next}
        asks={isThroughRefusal(refused) && asksAgain.has(refused)}
      />
      <p className="flex items-center gap-3 text-xs text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or with a password of this console
      </p>
    </div>
  )
}
