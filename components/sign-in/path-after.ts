import type { SignInStage } from '@/lib/contract/factors-input'

/** Where a sign-in goes on: to where it was meant to lead, or to the second factor first. `next` is a path of this site. */
export const pathAfter = (stage: SignInStage | null, next: string): string =>
  stage?.at === 'second-step' ? `/sign-in/code?next=${encodeURIComponent(next)}` : next
