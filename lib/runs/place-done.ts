import { toWords, type PlaceRequest } from './place-request'

/** What a task that copies files and failed on the way has left, as far as anybody knows; undefined where it copies none. */
export function placeLeft(request: PlaceRequest): string | undefined {
  const looked = 'What vCenter had copied it takes away itself. Whether it did was not looked at:'
  switch (request.verb) {
    case 'clone':
      return `No ${request.template ? 'template' : 'VM'} "${request.name}" was made. ${looked} it would lie in a folder of that name on ${request.datastoreName ?? 'the datastore of the VM'}.`
    case 'relocate':
      return request.datastore === undefined
        ? undefined
        : `Where the VM is now stands on its page. ${looked} it would lie in a folder of its name on ${request.datastoreName ?? 'the other datastore'}.`
    default:
      return undefined
  }
}

/** What the VM has become, as its own sentence. */
export function placeDone(request: PlaceRequest): string {
  switch (request.verb) {
    case 'clone':
      return request.template ? `The template "${request.name}" was made.` : `"${request.name}" was made.`
    case 'markAsTemplate':
      return 'It is a template now.'
    case 'markAsVm':
      return 'The template is a VM again.'
    case 'migrate':
      return `The VM was migrated${toWords(request)}.`
    case 'relocate':
      return `The VM was moved${toWords(request)}.`
    case 'moveToFolder':
    case 'moveToPool':
      return `It was moved${toWords(request)}.`
  }
}
