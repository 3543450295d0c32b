'use client'

import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { ScreenPicture } from '@/lib/screen/screen'
import { Skeleton } from '../ui/placeholders'
import type { ScreenAge } from './screen-words'

type ScreenViewProps = {
  name: string
  picture: ScreenPicture | undefined
  age: ScreenAge | undefined
  /** Why there is none, or no newer one. */
  because: string | undefined
  /** In a place as small as a stamp a sentence is left to who points at it. */
  isSmall?: boolean
  children?: ReactNode
}

/** The picture, or why there is none, in room that is there from the start. */
export function ScreenView({ name, picture, age, because, isSmall = false, children }: ScreenViewProps) {
  if (picture && age) {
    return (
      <div className="relative size-full overflow-hidden rounded-xs border border-line-2 bg-[#0b0d0f]">
        {/* oxlint-disable-next-line nextjs/no-img-element -- a picture of a moment, as text, that no optimizer may keep */}
        <img
          src={picture.image}
          alt={`Screen of ${name}, ${age.spoken}`}
          className={clsx('size-full object-contain', age.isOld && 'opacity-45 grayscale')}
        />
        {age.isOld && because !== undefined && !isSmall && (
          <p className="absolute inset-x-0 bottom-0 bg-surface px-2 py-1 text-xs text-ink-2">{because}</p>
        )}
      </div>
    )
  }
  if (because !== undefined || children) {
    return (
      <div
        title={isSmall ? because : undefined}
        className={clsx(
          'grid size-full content-center justify-items-center gap-2 overflow-hidden rounded-xs border border-dashed border-line-2 text-center text-xs text-ink-3',
          isSmall ? 'p-1' : 'p-3',
        )}
      >
        <p className={clsx('text-balance', isSmall && 'line-clamp-4')}>{because}</p>
        {children}
      </div>
    )
  }
  return (
    <div className="grid size-full content-center gap-2 rounded-xs border border-line-2 p-3">
      <Skeleton className="w-3/4" />
      <Skeleton className="w-1/2" />
    </div>
  )
}
