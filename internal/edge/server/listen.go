package server

import (
	"context"
	"errors"
	"net"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// Listen opens addr, host:port. Until there is authentication only an address
// of the loopback is accepted.
func Listen(ctx context.Context, addr string) (*net.TCPListener, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fault.Wrap(fault.BadUserInput, err, "The address %q is not host:port. Write it like 127.0.0.1:8080", addr)
	}
	if host != "localhost" && !isLoopback(host) {
		return nil, fault.New(fault.BadUserInput,
			"The address %q can be reached from other machines, and the service does not authenticate anybody yet. "+
				"Use 127.0.0.1:%s, and reach it from elsewhere through an SSH tunnel or a proxy that authenticates", addr, port)
	}
	ln, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, listenFault(err, addr)
	}
	tcp := ln.(*net.TCPListener) // what Listen returns for "tcp"
	if !tcp.Addr().(*net.TCPAddr).IP.IsLoopback() {
		return nil, errors.Join(ln.Close(), fault.New(fault.BadUserInput,
			"The name %q does not lead to this machine's loopback. Use 127.0.0.1:%s", host, port))
	}
	return tcp, nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

func listenFault(err error, addr string) error {
	switch {
	case errors.Is(err, addressInUse):
		return fault.Wrap(fault.Conflict, err,
			"The port of %s is in use. Stop the program that has it, or choose another port with --addr", addr)
	case errors.Is(err, addressDenied):
		return fault.Wrap(fault.Forbidden, err,
			"The port of %s needs more rights than this user has. Choose one above 1023 with --addr", addr)
	default:
		return fault.Wrap(fault.BadUserInput, err, "Cannot listen on %s. Write an address of this machine, like 127.0.0.1:8080", addr)
	}
}
