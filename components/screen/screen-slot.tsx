'use client'

import { useServerNow } from '../live/live-provider'
import { screenAge, whyNoPicture } from './screen-words'
import { ScreenView } from './screen-view'
import { useInSight, useScreen, type VmWithScreen } from './use-screen'

/** Beside a question: several of them may be in sight at once. */
const slotEveryMs = 10_000

/** The screen of a VM that asks, as small as a stamp; its room is there while it loads. Nothing for who may not see it. */
export function ScreenSlot({ vm }: { vm: VmWithScreen }) {
  const [place, isInSight] = useInSight()
  const look = useScreen(vm, { everyMs: slotEveryMs, isLooked: isInSight })
  const now = useServerNow()
  const { picture, none, takeByFile } = look
  const age = picture && screenAge(picture, look, now, slotEveryMs)
  if (none && none.why !== 'no-contact' && !picture) return null
  // There is more room, and a button, on the page of the VM.
  const because = whyNoPicture(look) ?? (takeByFile && 'No picture by itself: see the page of the VM.')
  return (
    <figure ref={place} className="w-32 shrink-0 max-mid:hidden">
      <div className="h-20">
        <ScreenView name={vm.name} picture={picture} age={age} because={because} isSmall />
      </div>
      <figcaption className="text-xs text-ink-3">{age ? `Screen, ${age.words}` : 'Screen'}</figcaption>
    </figure>
  )
}
