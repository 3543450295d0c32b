// vcsim: govmomi's simulator as it is, as ESXi or vCenter, with its own delay and fault injection.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"

	"andon.invalid/interop/govmomi/serve"
)

func main() {
	esx := flag.Bool("esx", false, "be an ESXi host, not a vCenter")
	addr := flag.String("l", "127.0.0.1:0", "listen address")
	secure := flag.Bool("tls", false, "serve HTTPS with govmomi's own certificate")
	vms := flag.Int("vm", 2, "VMs per resource pool")
	autostart := flag.Bool("autostart", true, "power the VMs on")
	delay := flag.Int("delay", 0, "milliseconds before every task's work")
	fault := flag.String("fault", "", "inject METHOD=N: InvalidState for the first N calls of METHOD")
	role := flag.Int("role", -1, "role that everybody holds on the first VM, as its effectiveRole; vcsim itself knows Admin alone")
	deny := flag.String("deny", "", "refuse METHOD=PRIVILEGE: NoPermission, naming PRIVILEGE, for every call of METHOD")
	flag.Parse()

	model := simulator.VPX()
	if *esx {
		model = simulator.ESX()
	}
	model.Machine = *vms
	model.Autostart = *autostart
	if err := model.Create(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}

	if *delay > 0 {
		simulator.TaskDelay.Delay = *delay
		// Without this a VM with a delayed task cannot be read by anybody until the task ends.
		simulator.TaskDelay.MethodDelay = map[string]int{"LockHandoff": 0}
	}
	if method, count, found := strings.Cut(*fault, "="); found {
		var times int
		if _, err := fmt.Sscan(count, &times); err != nil {
			fmt.Fprintln(os.Stderr, "-fault takes METHOD=N:", err)
			os.Exit(2)
		}
		model.Service.AddFaultRule(&simulator.FaultInjectionRule{
			MethodName:  method,
			ObjectType:  "*",
			ObjectName:  "*",
			Probability: 1,
			FaultType:   simulator.FaultTypeInvalidState,
			Message:     "injected by vcsim",
			MaxCount:    times,
			Enabled:     true,
		})
	}

	if method, privilege, found := strings.Cut(*deny, "="); found {
		model.Service.AddFaultRule(&simulator.FaultInjectionRule{
			MethodName:  method,
			ObjectType:  "*",
			ObjectName:  "*",
			Probability: 1,
			FaultType:   simulator.FaultTypeCustom,
			Fault:       &types.NoPermission{PrivilegeId: privilege},
			Message:     "refused by vcsim",
			Enabled:     true,
		})
	}
	if *role != -1 {
		vm := model.Map().Any("VirtualMachine").Entity()
		vm.EffectiveRole = []int32{int32(*role)}
	}

	serve.Run(model, *addr, *secure)
}
