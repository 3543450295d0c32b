import { Fragment } from 'react'
import { decodeInventoryName } from '@/lib/names/inventory-name'
import { readDatastoreItem } from '@/lib/names/datastore-item'
import { directoryOf, fileOf, readDatastorePath, splitDatastorePath } from '@/lib/names/datastore-path'
import { Icon } from '../../glyphs/icon'

/**
 * The file behind a device: its datastore and its name, as people read them, in a line. A press has the whole path, then as
 * the datastore has it where that differs. What is no path stands as it is.
 */
export function FilePath({ path }: { path: string }) {
  const split = splitDatastorePath(path)
  if (!split.ok) return <code className="block text-xs">{path}</code>
  const plain = readDatastorePath(path)
  const isBelow = directoryOf(split.path) !== ''
  const short = `[${decodeInventoryName(split.datastore).name}] ${isBelow ? '…/' : ''}${readDatastoreItem(fileOf(split.path)).name}`
  if (short === path) return <span className="whitespace-pre-wrap">{path}</span>
  return (
    <details className="group/path">
      <summary
        title={plain}
        className="flex min-h-6 cursor-pointer list-none items-start gap-1 whitespace-pre-wrap hover:text-link max-mid:min-h-11 max-mid:items-center [&::-webkit-details-marker]:hidden"
      >
        <span className="min-w-0">{short}</span>
        <Icon name="chevronRight" className="mt-1 size-3! text-ink-3 group-open/path:rotate-90 max-mid:mt-0" />
      </summary>
      {isBelow && <Broken text={plain} className="block text-xs whitespace-pre-wrap text-ink-2" />}
      {plain !== path && (
        <code className="block text-xs text-ink-3">
          <Broken text={path} />
        </code>
      )}
    </details>
  )
}

/** A path that breaks behind its slashes where it is too long. */
const Broken = ({ text, className }: { text: string; className?: string }) => (
  <span className={className}>
    {text.split(/(?<=\/)/u).map((part, at) => (
      <Fragment key={at}>
        {at > 0 && <wbr />}
        {part}
      </Fragment>
    ))}
  </span>
)
