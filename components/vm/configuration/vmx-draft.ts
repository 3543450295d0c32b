'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { VmxFile } from '@/lib/files/vmx-file'
import { diffVmx } from '@/lib/vmx/diff'
import { getVmx, type VmxDocument } from '@/lib/vmx/document'
import { editVmx, type VmxEdit } from '@/lib/vmx/edit'
import type { VmxPlace } from '@/lib/vmx/file-name'
import type { VmKey } from '@/lib/vsphere/ids'
import { vmxSource, type VmxSource } from '../../vmx/vmx-source'

/** Changes that somebody typed and has not saved, and the file that they were made on. */
export type VmxDraft = { base: VmxFile; edits: readonly VmxEdit[] }

const sameKey = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

/** One more change; it takes the place of an earlier one of the same key, and one that changes nothing goes. */
export function withEdit(edits: readonly VmxEdit[], edit: VmxEdit, document: VmxDocument): VmxEdit[] {
  const before = getVmx(document, edit.key)
  const isNothing = 'remove' in edit ? before === undefined : before === edit.value
  const others = edits.filter(({ key }) => !sameKey(key, edit.key))
  if (isNothing) return others
  return others.length === edits.length
    ? [...edits, edit]
    : edits.map((each) => (sameKey(each.key, edit.key) ? edit : each))
}

export const withoutEdit = (edits: readonly VmxEdit[], key: string): VmxEdit[] =>
  edits.filter((edit) => !sameKey(edit.key, key))

/** What the file would be, with what would be odd in it; or why the changes cannot be made. */
export type Draftable =
  | { ok: true; after: VmxSource; odd: { key: string; because: string }[] }
  | { ok: false; because: string }

export function tryEdits(document: VmxDocument, edits: readonly VmxEdit[], place: VmxPlace): Draftable {
  const edited = editVmx(document, edits)
  if (!edited.ok) return edited
  const after = vmxSource(edited.document, place)
  const touched = new Set(edits.map(({ key }) => key.toLowerCase()))
  const odd = after.rows.flatMap(({ entry, odd: because }) =>
    because !== undefined && touched.has(entry.key.toLowerCase()) ? [{ key: entry.key, because }] : [],
  )
  return { ok: true, after, odd }
}

/** One key in the three files: as it was, as it is now, and as somebody wants it. Undefined: the key is not there. */
export type ConflictLine = {
  key: string
  before: string | undefined
  now: string | undefined
  /** Undefined: nothing was typed for this key. */
  wanted: { value: string | undefined } | undefined
}

/** What both sides did to a file since `before`: every key that either of them touched. */
export function conflictLines(before: VmxDocument, now: VmxDocument, edits: readonly VmxEdit[]): ConflictLine[] {
  const keys = new Map<string, string>()
  for (const { key } of [...edits, ...diffVmx(before, now)])
    if (!keys.has(key.toLowerCase())) keys.set(key.toLowerCase(), key)
  return Array.from(keys.values(), (key) => {
    const edit = edits.find((each) => sameKey(each.key, key))
    return {
      key,
      before: getVmx(before, key),
      now: getVmx(now, key),
      wanted: edit && { value: 'remove' in edit ? undefined : edit.value },
    }
  })
}

/** What somebody typed stays while they look at another tab or another page, until it is saved or thrown away. */
export function useVmxDraft(vm: VmKey): [VmxDraft | null, (draft: VmxDraft | null) => void] {
  const client = useQueryClient()
  const queryKey = ['vmx-draft', vm]
  const { data } = useQuery<VmxDraft | null>({
    queryKey,
    queryFn: () => null,
    enabled: false,
    initialData: null,
    gcTime: Infinity,
  })
  return [data, (draft) => client.setQueryData(queryKey, draft)]
}
