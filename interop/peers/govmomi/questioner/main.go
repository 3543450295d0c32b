// questioner: govmomi's simulator, whose property collector, sessions and views nobody here wrote, with VMs that ask
// while they power on. It judges the run algorithm: whether a question is seen whenever it is raised, which key is sent
// as the answer, and what is done when it may not be answered.
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/vmware/govmomi/simulator"

	"andon.invalid/interop/govmomi/serve"
)

func main() {
	esx := flag.Bool("esx", false, "be an ESXi host, not a vCenter")
	addr := flag.String("l", "127.0.0.1:0", "listen address")
	flag.Parse()

	model := simulator.VPX()
	if *esx {
		model = simulator.ESX()
	} else {
		model.Host = 0
	}
	model.Machine = len(plans)
	model.Autostart = false
	if err := model.Create(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}

	vms := model.Map().All("VirtualMachine")
	for i, plan := range plans {
		if i >= len(vms) {
			break
		}
		vm, ok := vms[i].(*simulator.VirtualMachine)
		if !ok {
			continue
		}
		rename(vm, plan.name)
		model.Map().Put(&askingVM{VirtualMachine: vm, plan: plan})
	}

	serve.Run(model, *addr, false)
}

func rename(vm *simulator.VirtualMachine, name string) {
	vm.Name = name
	vm.Config.Name = name
	vm.Summary.Config.Name = name
}
