'use client'

import { useState } from 'react'
import { pictureName } from '@/lib/screen/picture-name'
import type { ScreenPicture } from '@/lib/screen/screen'
import { useServerNow } from '../live/live-provider'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { screenAge, whyNoPicture } from './screen-words'
import { ScreenView } from './screen-view'
import type { VmWithScreen } from './screen-context'
import { useInSight, useScreen } from './use-screen'
import { ZoomedScreen } from './zoomed-screen'

/** On a VM's own page. */
const panelEveryMs = 5_000

/** The screen of the guest beside what goes on with its VM: its age, larger, and as a file. */
export function ScreenPanel({ vm }: { vm: VmWithScreen }) {
  const [place, isInSight] = useInSight()
  const [isZoomed, setZoomed] = useState(false)
  const look = useScreen(vm, { everyMs: panelEveryMs, isLooked: isInSight || isZoomed })
  const now = useServerNow()
  const { picture, takeByFile, isTaking } = look
  const age = picture && screenAge(picture, look, now, panelEveryMs)
  const because = whyNoPicture(look)
  const noPicture = picture ? undefined : (because ?? 'There is no picture yet.')
  return (
    <section
      ref={place}
      aria-label="Screen"
      className="panel grid min-w-0 grid-rows-[minmax(0,1fr)_auto] bg-sunken! max-mid:mt-2 max-mid:grid-cols-[132px_minmax(0,1fr)] max-mid:grid-rows-none max-mid:items-center"
    >
      <div className="grid min-h-0 place-items-center p-2.5 mid:pb-0">
        <div className="aspect-16/10 w-full">
          <ScreenView name={vm.name} picture={picture} age={age} because={because}>
            {takeByFile && !picture && <ByFile isTaking={isTaking} onTake={takeByFile} />}
          </ScreenView>
        </div>
      </div>
      <div className="flex min-h-9 min-w-0 flex-wrap items-center gap-x-2 px-2.5 text-xs text-ink-3">
        <strong className="font-medium text-ink-2">Screen</strong>
        {age && <span className={age.isOld ? 'font-medium text-fail-text' : undefined}>{age.words}</span>}
        <span className="ml-auto flex items-center gap-1">
          {takeByFile && picture && (
            <Button
              size="small"
              tone="quiet"
              onClick={takeByFile}
              disabledReason={isTaking ? 'On its way.' : undefined}
            >
              Take another
            </Button>
          )}
          <Button
            size="small"
            tone="quiet"
            onClick={() => setZoomed(true)}
            disabledReason={noPicture}
            aria-label="Zoom the screen"
          >
            Zoom
          </Button>
          <Button
            size="small"
            tone="quiet"
            onClick={() => picture && savePicture(vm.name, picture)}
            disabledReason={noPicture}
            aria-label="Save the picture"
          >
            Save
          </Button>
        </span>
        {picture?.left !== undefined && (
          <Notice tone="wait" role="status" className="my-1.5 basis-full">
            {picture.left}
          </Notice>
        )}
      </div>
      {isZoomed && picture && age && (
        <ZoomedScreen
          name={vm.name}
          picture={picture}
          age={age}
          because={because}
          onSave={() => savePicture(vm.name, picture)}
          onClose={() => setZoomed(false)}
        />
      )}
    </section>
  )
}

/** What a press does where the server gives none by itself. */
const ByFile = ({ isTaking, onTake }: { isTaking: boolean; onTake: () => void }) => (
  <>
    <p className="text-balance">
      This server shows no screens by themselves. It can write a picture beside the VM, which Andon reads and removes.
    </p>
    <Button size="small" onClick={onTake} disabledReason={isTaking ? 'On its way.' : undefined}>
      Take a picture
    </Button>
  </>
)

/** The browser's own download of what is shown. */
function savePicture(name: string, { image, takenAt }: ScreenPicture): void {
  const link = document.createElement('a')
  link.href = image
  link.download = pictureName(name, takenAt)
  link.click()
}
