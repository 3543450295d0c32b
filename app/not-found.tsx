import { NoSuchPage } from '@/components/shell/no-such-page'

export const metadata = { title: 'No such page - Andon' }

export default NoSuchPage
