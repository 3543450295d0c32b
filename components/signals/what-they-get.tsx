import type { Message } from '@/lib/signals/groups'
import type { ReceiverKind } from '@/lib/signals/route'
import { shape } from '@/lib/signals/shapes'
import { wordsOf } from '@/lib/signals/words'
import { connectionId, moid, questionKey, routeId, vmKey } from '@/lib/vsphere/ids'

const connection = connectionId('c2')
const raisedAt = '2026-11-22T14:06:40.000Z'
/** One question, as a signal tells of it. */
const example: Message = {
  route: routeId('r'),
  at: raisedAt,
  kind: 'question-raised',
  connection,
  count: 1,
  happenings: [
    {
      id: 'j8812',
      at: raisedAt,
      kind: 'question-raised',
      connection,
      vm: { key: vmKey(connection, moid('vm-1042')), name: 'café-01' },
      question: {
        key: questionKey(connection, moid('vm-1042'), '3'),
        messageId: 'msg.uuid.altered',
        title: 'Moved or copied?',
        text: 'This virtual machine might have been moved or copied.',
        choices: ['Cancel', 'I moved it', 'I copied it'],
        defaultChoice: 'I copied it',
        raisedAt,
      },
    },
  ],
}

/** What a receiver of this kind would be sent: made as it is made for a delivery. */
export function WhatTheyGet({ kind, url, origin }: { kind: ReceiverKind; url: string; origin: string }) {
  const wording = { nameOf: () => 'vcsa-muc-01', origin }
  const topic = url.split('/').findLast((part) => part !== '')
  const shaped = shape(kind, '0b1c…', example, wording, topic)
  const words = wordsOf(example, wording)
  return (
    <aside aria-labelledby="what-they-get" className="panel min-w-0 text-sm">
      <h2 id="what-they-get" className="px-4 pt-3 pb-2 font-semibold">
        What the receiver gets
      </h2>
      {shaped.as === 'body' && (
        <pre
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
          tabIndex={0}
          aria-label="Example of what is sent"
          className="raw m-0 max-h-96 overflow-auto border-y border-line bg-sunken px-4 py-2.5 text-xs/[18px]"
        >
          {kind === 'json' && 'webhook-id: 0b1c…\nwebhook-timestamp: 1795356400\nwebhook-signature: v1,K5oZf…\n\n'}
          {JSON.stringify(JSON.parse(shaped.body), undefined, 2)}
        </pre>
      )}
      <div className="px-4 py-3">
        <div className="rounded-md border border-l-4 border-line-2 border-l-wait-line bg-raised px-3 py-2.5">
          <p className="font-semibold">{words.title}</p>
          {words.lines.map((line) => (
            <p key={line} className="text-ink-2">
              {line}
            </p>
          ))}
          <p className="text-link underline underline-offset-3">{words.linkText}</p>
        </div>
      </div>
    </aside>
  )
}
