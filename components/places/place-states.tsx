'use client'

import { clsx } from 'clsx'
import { noContactSentence, type ConnectionView } from '@/lib/vsphere/connection'
import { StatusGlyph, type Glyph } from '../glyphs/status-glyph'
import { buttonClass } from '../ui/button-class'
import { Link } from '../ui/link'
import { Empty } from '../ui/placeholders'

export type PlaceState = { word: string; glyph: Glyph; tone: 'fail' | 'plain' }

/** The state of a host or a datastore in a word, with a shape of its own. */
export function StateLabel({ state: { word, glyph, tone } }: { state: PlaceState }) {
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1.5 whitespace-nowrap',
        tone === 'fail' && 'font-medium text-fail-text',
      )}
    >
      <StatusGlyph glyph={glyph} {...(tone === 'fail' ? {} : { className: 'text-bar' })} />
      {word}
    </span>
  )
}

type NoSuchPlaceProps = {
  kind: 'host' | 'datastore'
  /** What it was called, when it went while its page was open. */
  name: string | undefined
  connection: ConnectionView | undefined
  back: { href: '/hosts' | '/datastores'; label: string }
}

/** The page of a host or datastore that is not there: what is known about why, and the way back. */
export function NoSuchPlace(props: NoSuchPlaceProps) {
  const { kind, name, back } = props
  const { fact, why } = explain(props)
  return (
    <div role="alert">
      <h1 className="sr-only">{name ?? `Unknown ${kind}`}</h1>
      <Empty fact={fact} className="panel">
        <p className="mx-auto mb-3 max-w-[60ch] wrap-anywhere">{why}</p>
        <Link href={back.href} className={buttonClass()}>
          {back.label}
        </Link>
      </Empty>
    </div>
  )
}

function explain({ kind, name, connection }: NoSuchPlaceProps): { fact: string; why: string } {
  if (!connection) return { fact: 'No such connection', why: 'It was removed from Andon.' }
  if (name !== undefined) {
    return {
      fact: `${name} is gone`,
      why: `It was removed from the inventory of ${connection.name} while this page was open.`,
    }
  }
  if (connection.state.at !== 'live') {
    return {
      fact: `This ${kind} is not known yet`,
      why: `${noContactSentence(connection)} Nobody can tell whether it still exists.`,
    }
  }
  return { fact: `No such ${kind}`, why: `${connection.name} knows no ${kind} at this address.` }
}
