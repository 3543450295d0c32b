import type { ConnectionTest } from '@/lib/console-actions'
import { formatCount } from '@/lib/format/quantity'
import { Notice } from '../ui/notice'

/** What a trial sign-in found. Nothing has been stored by it. */
export function TestResult({ found }: { found: ConnectionTest }) {
  return (
    <Notice role="status" glyph="done">
      <strong className="font-semibold">It works.</strong> {found.product}, API {found.apiVersion},{' '}
      {formatCount(found.vmCount, 'VM')}.
      {found.thumbprint && (
        <>
          {' '}
          Its certificate: <code className="raw wrap-anywhere">{found.thumbprint}</code>
        </>
      )}
    </Notice>
  )
}
