import { formatBytes, formatCount } from '@/lib/format/quantity'
import type { VmxDocument } from '@/lib/vmx/document'
import { Fact, Facts, Stored } from '../ui/facts'

/** In which encoding the file is, in a sentence. */
function encodingWords({ declaredEncoding, charset }: VmxDocument): string {
  if (declaredEncoding === undefined) return 'not declared; read as UTF-8'
  if (!charset) return `declared as ${declaredEncoding}, which is unknown; read as UTF-8, and it cannot be edited`
  return charset.name === declaredEncoding.toLowerCase()
    ? charset.name
    : `${charset.name}, declared as ${declaredEncoding}`
}

type VmxFactsProps = { document: VmxDocument; path?: string | undefined; plainPath?: string | undefined }

/** Where the file is, how large it is, and what it is written in. */
export function VmxFacts({ document, path, plainPath }: VmxFactsProps) {
  const { entries, bytes } = document
  return (
    <Facts>
      {path !== undefined && (
        <Fact name="File">
          {plainPath ?? path}
          {plainPath !== undefined && plainPath !== path && (
            <span className="block">
              <Stored>{path}</Stored>
            </span>
          )}
        </Fact>
      )}
      <Fact name="Size">{`${formatBytes(bytes.length)}, ${formatCount(entries.length, 'key')}`}</Fact>
      <Fact name="Encoding">{encodingWords(document)}</Fact>
    </Facts>
  )
}
