export { QueryProvider as default } from '@/components/live/query-provider'
