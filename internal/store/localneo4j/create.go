package localneo4j

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// containerName also names the volume of the graph.
func containerName(who identity) string { return "clustergraph-neo4j-" + who.ID }

// launchContainer runs a new container of the image and returns its Bolt port.
func (s *starter) launchContainer(ctx context.Context, name string, port int) (int, error) {
	if err := pullImage(ctx, Image(), s); err != nil {
		return 0, err
	}
	fmt.Fprintf(s.Progress, "Starting Neo4j in a container (%s)\n", Image())
	if err := removeContainer(ctx, name); err != nil {
		return 0, err
	}
	if err := s.createContainer(ctx, name, port); err != nil {
		return 0, err
	}
	mapped, err := mappedPort(ctx, name)
	if err != nil {
		return 0, errors.Join(err, removeContainer(context.WithoutCancel(ctx), name))
	}
	return mapped, nil
}

// createContainer passes the password in a file: an argument could be read by others.
func (s *starter) createContainer(ctx context.Context, name string, port int) error {
	env, err := os.CreateTemp(string(s.dir), ".env-*") // mode 0600
	if err != nil {
		return fault.Wrap(fault.BadUserInput, err, "cannot write to data directory %s", s.dir)
	}
	defer os.Remove(env.Name())
	for name, value := range ContainerEnv(s.Small, s.password) {
		_, writeErr := fmt.Fprintf(env, "%s=%s\n", name, value)
		err = errors.Join(err, writeErr)
	}
	if err := errors.Join(err, env.Close()); err != nil {
		return fault.Wrap(fault.BadUserInput, err, "cannot write to data directory %s", s.dir)
	}
	publish := "127.0.0.1::7687"
	if port > 0 {
		publish = fmt.Sprintf("127.0.0.1:%d:7687", port)
	}
	_, err = docker(ctx, "run", "--detach", "--name", name, "--env-file", env.Name(), "--publish", publish,
		"--volume", name+":/data", "--stop-timeout", strconv.Itoa(int(stopGrace.Seconds())), Image())
	if err == nil {
		return nil
	}
	err = fault.Wrap(fault.DatabaseUnavailable, err, "Docker could not run the image %s", Image())
	return errors.Join(err, removeContainer(context.WithoutCancel(ctx), name))
}

func mappedPort(ctx context.Context, name string) (int, error) {
	address, err := docker(ctx, "port", name, "7687/tcp")
	if err != nil {
		return 0, fault.Wrap(fault.DatabaseUnavailable, err, "Docker does not tell the port of container %s", name)
	}
	return strconv.Atoi(address[strings.LastIndexByte(address, ':')+1:])
}

// ContainerEnv is the configuration as Neo4j's official image takes it, with the
// user's first password.
func ContainerEnv(small bool, password string) map[string]string {
	size := memoryFor(small, MachineMemory())
	settings := commonSettings(size, small)
	settings["server.memory.heap.initial_size"] = fmt.Sprintf("%dm", min(size.heap, 256))
	settings["server.memory.heap.max_size"] = fmt.Sprintf("%dm", size.heap)
	env := map[string]string{"NEO4J_AUTH": User + "/" + password}
	for name, value := range settings {
		name = strings.ReplaceAll(strings.ReplaceAll(name, "_", "__"), ".", "_")
		env["NEO4J_"+name] = value
	}
	return env
}
