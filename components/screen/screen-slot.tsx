'use client'

import { laterOnPage } from '../ui/later'
import { slotRoom, useScreenVerdict, type SlotProps } from './screen-context'

const SlotPicture = laterOnPage<SlotProps>(() => import('./slot-picture').then((part) => part.SlotPicture))

/** The screen of a VM that asks, as small as a stamp; its room is there while it loads. Nothing for who may not see it. */
export function ScreenSlot({ vm }: SlotProps) {
  const verdict = useScreenVerdict(vm)
  const hasRoom = verdict.ok || verdict.why === 'no-contact'
  return <SlotPicture vm={vm} meanwhile={hasRoom && <EmptySlot />} />
}

function EmptySlot() {
  return (
    <figure className={slotRoom.figure}>
      <div className={slotRoom.picture}>
        <div className="size-full rounded-xs border border-line-2" />
      </div>
      <figcaption className={slotRoom.caption}>Screen</figcaption>
    </figure>
  )
}
