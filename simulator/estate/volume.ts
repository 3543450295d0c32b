/**
 * The file tree of one simulated datastore. Folders and files only know sizes and dates; content is there where somebody
 * wrote it (uploads, logs) or where it can be made when it is read (.vmx files). Everything else reads as zeros.
 */

export type DiskFacts = {
  capacityKb: number
  thin: boolean
  eager: boolean
  uuid: string
  /** `VirtualLsiLogicController` and the like. */
  controllerType: string
  /** The disk that a snapshot's delta hangs on, as a path in the same volume. */
  parent?: string
}

export type FileNode = {
  kind: 'file'
  modified: Date
  /** Bytes taken on the volume; for a disk the allocated part, wherever it lies between descriptor and extents. */
  size: number
  content?: Uint8Array | (() => string | Uint8Array)
  disk?: DiskFacts
}

export type FolderNode = { kind: 'folder'; modified: Date; children: Map<string, Node> }
export type Node = FileNode | FolderNode

/** A folder whose content is made when somebody first looks into it. */
export function laterFolder(modified: Date, make: () => Map<string, Node>): FolderNode {
  let children: Map<string, Node> | undefined
  return {
    kind: 'folder',
    modified,
    get children() {
      return (children ??= make())
    },
  }
}

const emptyFolder = (modified: Date): FolderNode => ({ kind: 'folder', modified, children: new Map() })

/** The parts of a path below the root, without empty ones. Undefined when it climbs or holds a NUL. */
export function pathParts(path: string): readonly string[] | undefined {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  return parts.includes('..') || path.includes('\0') ? undefined : parts
}

/** Whether a path is another or lies below it. */
export const isWithin = (path: string, folder: string): boolean =>
  folder === '' || path === folder || path.startsWith(`${folder}/`)

export class Volume {
  readonly root: FolderNode
  readonly capacity: number
  /** Bytes in use that no file here accounts for. */
  #otherUse: number
  #used = 0
  onSpaceChange: (() => void) | undefined
  #diskChanges = 0

  constructor(capacity: number, otherUse: number, now: Date) {
    this.root = emptyFolder(now)
    this.capacity = capacity
    this.#otherUse = otherUse
  }

  get free(): number {
    return Math.max(0, this.capacity - this.#otherUse - this.#used)
  }

  /** How often a disk's file, or a folder that may hold some, was put here or taken away. */
  get diskChanges(): number {
    return this.#diskChanges
  }

  /** Let something that is no file here take or give back space, so that so many bytes are left. */
  leave(bytes: number): void {
    this.#otherUse = this.capacity - this.#used - bytes
    this.onSpaceChange?.()
  }

  find(path: string): Node | undefined {
    let here: Node | undefined = this.root
    for (const part of pathParts(path) ?? ['\0']) {
      if (here?.kind !== 'folder') return undefined
      here = here.children.get(part)
    }
    return here
  }

  folder(path: string): FolderNode | undefined {
    const node = this.find(path)
    return node?.kind === 'folder' ? node : undefined
  }

  file(path: string): FileNode | undefined {
    const node = this.find(path)
    return node?.kind === 'file' ? node : undefined
  }

  /** The folder of that path, made with its parents where missing. Undefined when a file is in the way. */
  makeFolder(path: string, now: Date): FolderNode | undefined {
    let here = this.root
    for (const part of pathParts(path) ?? []) {
      let next = here.children.get(part)
      if (next === undefined) {
        here.children.set(part, (next = emptyFolder(now)))
        here.modified = now
      }
      if (next.kind !== 'folder') return undefined
      here = next
    }
    return here
  }

  /**
   * Put a node where its parent folder exists, in place of what was there. False when there is no such folder.
   * @param bytes what it takes, where that is known without looking into it.
   */
  set(path: string, node: Node, bytes = bytesOf(node)): boolean {
    const { parent, name } = this.#place(path)
    if (parent === undefined || name === undefined) return false
    const before = parent.children.get(name)
    parent.children.set(name, node)
    parent.modified = node.modified
    this.#noteDisks(node, before)
    this.#account(bytes - (before === undefined ? 0 : bytesOf(before)))
    return true
  }

  /** Change the size of a file that is here. */
  resize(file: FileNode, size: number): void {
    const before = file.size
    file.size = size
    this.#account(size - before)
  }

  delete(path: string, now: Date): boolean {
    const { parent, name } = this.#place(path)
    const node = name === undefined ? undefined : parent?.children.get(name)
    if (parent === undefined || name === undefined || node === undefined) return false
    parent.children.delete(name)
    parent.modified = now
    this.#noteDisks(node)
    this.#account(-bytesOf(node))
    return true
  }

  #noteDisks(...nodes: readonly (Node | undefined)[]): void {
    if (nodes.some((node) => node?.kind === 'folder' || node?.disk !== undefined)) this.#diskChanges++
  }

  #place(path: string): { parent: FolderNode | undefined; name: string | undefined } {
    const parts = pathParts(path) ?? []
    return { parent: this.folder(parts.slice(0, -1).join('/')), name: parts.at(-1) }
  }

  #account(bytes: number): void {
    if (bytes === 0) return
    this.#used += bytes
    this.onSpaceChange?.()
  }
}

/** Bytes of a node with everything below it. */
export function bytesOf(node: Node): number {
  if (node.kind === 'file') return node.size
  let sum = 0
  for (const child of node.children.values()) sum += bytesOf(child)
  return sum
}

/** The content of a file where it has one; disks and other big files have none. */
export function contentOf(file: FileNode): Uint8Array | undefined {
  const { content } = file
  if (typeof content !== 'function') return content
  const made = content()
  return typeof made === 'string' ? Buffer.from(made, 'utf8') : made
}

/** A file's length as HTTP sees it. */
export const lengthOf = (file: FileNode): number => contentOf(file)?.length ?? file.size

/** A copy that shares content: bytes are never changed in place. */
export function copyNode(node: Node, now: Date): Node {
  if (node.kind === 'file') {
    const content = contentOf(node)
    return { ...node, modified: now, ...(content && { content }), ...(node.disk && { disk: { ...node.disk } }) }
  }
  const copy = emptyFolder(now)
  for (const [name, child] of node.children) copy.children.set(name, copyNode(child, now))
  return copy
}

/** The path of the folder that a path lies in; empty for the root. */
export const parentPath = (path: string): string => path.split('/').slice(0, -1).join('/')
