import { exits, exitWords } from './exits'

const codes = Object.entries(exits).map(
  ([name, code]) => `  ${code}  ${exitWords[name as keyof typeof exits]}`, // its keys
)

export const help = `andon: what scripts can ask of Andon

  andon questions [--connection NAME] [--state STATE]   questions that wait (or answered, gone)
  andon answer QUESTION LABEL [--confirm]               by its label or label id; --confirm where something is lost
  andon take QUESTION      andon give-back QUESTION
  andon start VM VERB [name=value ...] [--ask|--defaults] [--follow] [--connection NAME] [--key KEY]
                                                        VM by its name or id; powerOn, powerOff, reset, ...
  andon follow RUN [--until-question]                   progress and questions as lines, until it has its outcome
  andon cancel RUN
  andon history [--since 2h] [--until 1h] [--vm VM] [--connection NAME] [--person NAME] [--outcome OUTCOME]
                [--source andon,others,event,gap] [--text WORDS] [--limit N]
                                                        --count: how many of them there are
  andon create NAME --datastore DATASTORE --guest GUEST [--disk GB,GB] [--cpu N] [--memory MB] [--network NAME,NAME]
                [--iso PATH] [--firmware bios|efi]      what is left out is as the host advises for the guest
  andon define FILE --datastore DATASTORE [--report]    from a VMX or a domain XML (- is standard input); --report only
                [--name NAME] [--folder PATH] [--hardware N]   says what would become of it
  andon datastores [--connection NAME]
  andon connections
  andon vms [--connection NAME] [--name PATTERN] [--power STATE]
  andon places VM [--connection NAME]                   where it can go, by the ids that clone and migrate take
  andon hosts [--connection NAME]
  andon network HOST       andon storage HOST           switches and who is on them; adapters, targets and LUNs
  andon autostart HOST     andon autostart VM on|off    what starts with a host; whether a VM does
  andon change HOST VERB [name=value ...] [--follow]    addSwitch, editPortGroup, rescan, ...
  andon grow-disk DATASTORE PATH SIZE [--follow]        a larger virtual disk: 40G, 1.5T
  andon domain-xml VM [--connection NAME]               the VM as libvirt describes it, as virsh dumpxml prints it
  andon snapshots VM [--connection NAME]                its snapshots with their ids and sizes
  andon guest-disks VM [--connection NAME]              the file systems of its guest, as VMware Tools tell them
  andon guest-nics VM [--connection NAME]               all addresses of its guest, by adapter
  andon devices VM [--connection NAME]                  its devices with their keys, and the networks it can be on

  --ask        every question of what is started waits for a person
  --defaults   the host's default is given; without either the switch of the connection decides
  --json       one JSON value a line
  --url URL    where Andon is; else ANDON_URL, else http://127.0.0.1:3000

The token stands in ANDON_TOKEN: an administrator makes one in Settings, API tokens.

Ends with
${codes.join('\n')}
`
