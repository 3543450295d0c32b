// Package serve starts a govmomi simulator for a test: it listens on loopback, prints one JSON line and stops when its
// standard input closes, so that no server outlives the test that started it.
package serve

import (
	"crypto/tls"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"

	"github.com/vmware/govmomi/simulator"
)

// Ready is the line a test reads.
type Ready struct {
	URL      string   `json:"url"`
	User     string   `json:"user"`
	Password string   `json:"password"`
	VMs      []string `json:"vms"`
}

// Run serves model on addr ("127.0.0.1:0" picks a port) until stdin closes.
func Run(model *simulator.Model, addr string, secure bool) {
	const user, password = "user", "pass"

	model.Service.Listen = &url.URL{Host: addr, User: url.UserPassword(user, password)}
	if secure {
		model.Service.TLS = new(tls.Config)
	}
	model.Service.RegisterEndpoints = true

	server := model.Service.NewServer()
	defer server.Close()
	defer model.Remove()

	ready := Ready{URL: server.URL.Scheme + "://" + server.URL.Host + "/sdk", User: user, Password: password}
	for _, vm := range model.Map().All("VirtualMachine") {
		ready.VMs = append(ready.VMs, vm.Entity().Name)
	}
	if err := json.NewEncoder(os.Stdout).Encode(ready); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}

	_, _ = io.Copy(io.Discard, os.Stdin)
}
