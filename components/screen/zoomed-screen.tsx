'use client'

import type { ScreenPicture } from '@/lib/screen/screen'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import type { ScreenAge } from './screen-words'

type ZoomedScreenProps = {
  name: string
  picture: ScreenPicture
  age: ScreenAge
  because: string | undefined
  onSave: () => void
  onClose: () => void
}

/** The screen pixel by pixel; it goes on being refreshed. What is larger than the window scrolls, also by keyboard. */
export function ZoomedScreen({ name, picture, age, because, onSave, onClose }: ZoomedScreenProps) {
  const { image, width, height } = picture
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Screen of ${name}`}
      description={`${age.words}, ${width} × ${height} pixels.${age.isOld && because !== undefined ? ` ${because}` : ''}`}
      width="full"
      footer={
        <>
          <Button onClick={onSave}>Save the picture</Button>
          <Button onClick={onClose}>Close</Button>
        </>
      }
    >
      <div
        role="region"
        aria-label="Picture"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a large picture scrolls, also by keyboard
        tabIndex={0}
        className="grid max-h-[calc(100vh-240px)] min-h-40 overflow-auto rounded-xs border border-line-2 bg-[#0b0d0f]"
      >
        {/* oxlint-disable-next-line nextjs/no-img-element -- as in ScreenView */}
        <img
          src={image}
          width={width}
          height={height}
          alt={`Screen of ${name}, ${age.spoken}`}
          className={age.isOld ? 'm-auto max-w-none opacity-45 grayscale' : 'm-auto max-w-none'}
        />
      </div>
    </Dialog>
  )
}
