'use client'

import { useMemo } from 'react'
import type { VmxFile } from '@/lib/files/vmx-file'
import { parseVmx, type VmxDocument } from '@/lib/vmx/document'
import { hiddenSecret, isSecretVmxKey } from '@/lib/vmx/secrets'
import { Badge } from '../../ui/badge'
import { Button } from '../../ui/button'
import { Notice } from '../../ui/notice'
import { Table, Td, Th, Tr } from '../../ui/table'
import { bytesOfBase64 } from '../../vmx/vmx-source'
import { conflictLines, type ConflictLine, type VmxDraft } from './vmx-draft'

type ChangedElsewhereProps = { draft: VmxDraft; document: VmxDocument; latest: VmxFile; onRebase: () => void }

/** Somebody else changed the file meanwhile: both sides, key by key. Nothing of either is lost. */
export function ChangedElsewhere({ draft, document, latest, onRebase }: ChangedElsewhereProps) {
  const lines = useMemo(
    () => conflictLines(document, parseVmx(bytesOfBase64(latest.base64)), draft.edits),
    [document, latest, draft.edits],
  )
  return (
    <div className="grid gap-2">
      <Notice tone="fail" role="alert" action={<Button onClick={onRebase}>Put my changes on the new file</Button>}>
        <strong className="font-semibold">The file was changed by somebody else since you began.</strong> Nothing was
        saved, and what you typed is kept. Compare the two; then put your changes on the new file, or discard them.
      </Notice>
      <Table aria-label="Both changes">
        <thead>
          <tr>
            <Th>Key</Th>
            <Th>When you began</Th>
            <Th>In the file now</Th>
            <Th>Yours</Th>
          </tr>
        </thead>
        <tbody>
          {lines.map(withoutSecret).map(({ key, before, now, wanted }) => (
            <Tr key={key}>
              <Td>
                <code className="text-xs">{key}</code>
                {wanted && before !== now && now !== wanted.value && (
                  <span className="ml-2">
                    <Badge>both changed it</Badge>
                  </span>
                )}
              </Td>
              <Td>
                <Value text={before} />
              </Td>
              <Td>{before === now ? <span className="text-ink-3">unchanged</span> : <Value text={now} />}</Td>
              <Td>{wanted ? <Value text={wanted.value} /> : <span className="text-ink-3">unchanged</span>}</Td>
            </Tr>
          ))}
          {lines.length === 0 && (
            <tr>
              <Td colSpan={4} className="text-ink-2">
                Only comments or the order of lines differ.
              </Td>
            </tr>
          )}
        </tbody>
      </Table>
    </div>
  )
}

/** That a password was changed is said; what it was and is, is not. */
function withoutSecret(line: ConflictLine): ConflictLine {
  if (!isSecretVmxKey(line.key)) return line
  const hide = (text: string | undefined) => (text === undefined ? undefined : hiddenSecret)
  const now =
    line.before === line.now ? hide(line.now) : line.now === undefined ? undefined : `${hiddenSecret} (another)`
  return { ...line, before: hide(line.before), now, wanted: line.wanted && { value: hide(line.wanted.value) } }
}

const Value = ({ text }: { text: string | undefined }) =>
  text === undefined ? (
    <span className="text-ink-3">not set</span>
  ) : (
    <code className="text-xs wrap-anywhere whitespace-pre-wrap">{text === '' ? '(empty)' : text}</code>
  )
