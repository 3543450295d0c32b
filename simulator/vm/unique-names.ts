import { SimFault } from '../vim25/faults'
import { inventoryName, plainInventoryName } from '../vim25/name-escapes'
import type { Ref } from '../vim25/value'
import { nameOf, parentOf, refsAt } from '../world/inventory-walk'
import type { World } from '../world/world'

/** The longest name, in characters of the plain form. */
const longestName = 80

/**
 * A name as the inventory keeps it. Clients send it escaped or not: a bare `/` or `\` is escaped, `%` followed by two hex
 * digits stays. Throws InvalidName for an empty or too long one.
 */
export function storedName(given: string, entity?: Ref): string {
  const stored = given.replaceAll(/[/\\]|%(?![0-9a-fA-F]{2})/g, (char) => inventoryName(char))
  const plain = plainInventoryName(stored)
  if (plain.trim() === '' || plain.length > longestName || plain.includes('\0')) {
    throw new SimFault('InvalidName', { name: given, ...(entity && { entity }) }, `The name '${given}' is invalid.`)
  }
  return stored
}

/** Names are unique within a folder; on one host, among all its VMs. Throws DuplicateName. */
export function refuseTaken(world: World, folder: Ref, stored: string, except?: Ref): void {
  const other = refsAt(world, folder, 'childEntity').find(
    (at) => at.key !== except?.key && nameOf(world, at) === stored,
  )
  if (other === undefined) return
  throw new SimFault(
    'DuplicateName',
    { name: stored, object: other },
    `The name '${plainInventoryName(stored)}' already exists.`,
  )
}

/** Rename an entity. Throws InvalidName, DuplicateName. */
export function rename(world: World, entity: Ref, newName: string): string {
  const stored = storedName(newName, entity)
  const folder = parentOf(world, entity)
  if (folder?.type === 'Folder') refuseTaken(world, folder, stored, entity)
  world.update(entity, { name: stored })
  return stored
}
