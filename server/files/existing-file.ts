import { directoryOf, fileOf } from '@/lib/names/datastore-path'
import { moRef, type Moid } from '@/lib/vsphere/ids'
import type { QuestionFile } from '@/lib/runs/question-file'
import type { Inventory } from '../inventory/contract'
import { asNumber, asObject, asObjects, asRef, asRefTo, asText } from '../vsphere/wire-value'
import { datastorePath } from './place'

/**
 * How large a file is and when it was changed last, in our clock where the host's is known. Undefined where the host does not list it, or
 * does not say its size. Rejects with VimFault (NoPermission, FileNotFound, …) or WireError.
 * @param path stored path below the root of the datastore.
 */
export async function readExistingFile(
  inventory: Pick<Inventory, 'access'>,
  datastore: Moid,
  path: string,
): Promise<QuestionFile | undefined> {
  const access = inventory.access()
  const properties = await access.read(moRef('Datastore', datastore), ['name', 'browser'])
  const storedName = asText(properties.get('name'))
  const browser = asRef(properties.get('browser'))
  if (storedName === undefined || !browser) return undefined
  const file = fileOf(path)
  const task = asRefTo(
    'Task',
    await access.call('SearchDatastore_Task', browser, {
      datastorePath: datastorePath({ storedName }, directoryOf(path)),
      // A name may hold `*` or `?`: what is found has to be the very file.
      searchSpec: {
        details: { fileType: false, fileSize: true, modification: true, fileOwner: false },
        matchPattern: [file],
      },
    }),
  )
  if (!task) return undefined
  const found = asObjects(asObject(await access.endOf(task))?.file).find((info) => asText(info.path) === file)
  const bytes = asNumber(found?.fileSize)
  if (bytes === undefined) return undefined
  const modified = asText(found?.modification)
  if (modified === undefined || Number.isNaN(Date.parse(modified)) || !access.hostTime) return { bytes }
  return { bytes, modifiedAt: access.hostTime(modified) }
}
