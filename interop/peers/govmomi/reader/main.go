// reader reads the inventory of a vCenter with govmomi, once for each line on its standard input, and prints one JSON line
// for each reading: what it took, from the request to typed objects.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"net/url"
	"os"
	"strings"
	"syscall"
	"time"

	"github.com/vmware/govmomi"
	"github.com/vmware/govmomi/view"
	"github.com/vmware/govmomi/vim25/mo"
)

// Reading is what one reading took.
type Reading struct {
	Ms      float64 `json:"ms"`
	CPUMs   float64 `json:"cpuMs"`
	Objects int     `json:"objects"`
}

func main() {
	address := flag.String("url", "", "address of the SDK")
	user := flag.String("user", "", "user name")
	password := flag.String("password", "", "password")
	properties := flag.String("properties", "name", "what is read of each VM, with commas in between")
	flag.Parse()

	ctx := context.Background()
	at, err := url.Parse(*address)
	exitOn(err)
	at.User = url.UserPassword(*user, *password)
	client, err := govmomi.NewClient(ctx, at, true)
	exitOn(err)
	all, err := view.NewManager(client.Client).
		CreateContainerView(ctx, client.ServiceContent.RootFolder, []string{"VirtualMachine"}, true)
	exitOn(err)
	fmt.Println("{}")

	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var vms []mo.VirtualMachine
		cpu, start := cpuMs(), time.Now()
		exitOn(all.Retrieve(ctx, []string{"VirtualMachine"}, strings.Split(*properties, ","), &vms))
		took := Reading{Ms: float64(time.Since(start).Microseconds()) / 1000, CPUMs: cpuMs() - cpu, Objects: len(vms)}
		exitOn(json.NewEncoder(os.Stdout).Encode(took))
	}
	_ = client.Logout(ctx)
}

func cpuMs() float64 {
	var used syscall.Rusage
	exitOn(syscall.Getrusage(syscall.RUSAGE_SELF, &used))
	return float64(used.Utime.Sec+used.Stime.Sec)*1000 + float64(used.Utime.Usec+used.Stime.Usec)/1000
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
