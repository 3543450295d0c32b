'use client'

import { useServerNow } from '../live/live-provider'
import { QueryProvider } from '../live/query-provider'
import { screenAge, whyNoPicture } from './screen-words'
import { ScreenView } from './screen-view'
import { slotRoom, type SlotProps } from './screen-context'
import { useInSight, useScreen } from './use-screen'

/** Beside a question: several of them may be in sight at once. */
const slotEveryMs = 10_000

/** The picture in the slot, asked for again and again while it is in sight. */
export function SlotPicture(props: SlotProps) {
  return (
    <QueryProvider>
      <Looked {...props} />
    </QueryProvider>
  )
}

function Looked({ vm }: SlotProps) {
  const [place, isInSight] = useInSight()
  const look = useScreen(vm, { everyMs: slotEveryMs, isLooked: isInSight })
  const now = useServerNow()
  const { picture, none, takeByFile } = look
  const age = picture && screenAge(picture, look, now, slotEveryMs)
  if (none && none.why !== 'no-contact' && !picture) return null
  // There is more room, and a button, on the page of the VM.
  const because = whyNoPicture(look) ?? (takeByFile && 'No picture by itself: see the page of the VM.')
  return (
    <figure ref={place} className={slotRoom.figure}>
      <div className={slotRoom.picture}>
        <ScreenView name={vm.name} picture={picture} age={age} because={because} isSmall />
      </div>
      <figcaption className={slotRoom.caption}>{age ? `Screen, ${age.words}` : 'Screen'}</figcaption>
    </figure>
  )
}
