package localneo4j

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/clustergraph/clustergraph/internal/fault"
)

const (
	dockerLimit = 10 * time.Second
	pingPause   = 200 * time.Millisecond
)

// docker runs Docker's own client: it knows the user's contexts and logins.
func docker(ctx context.Context, args ...string) (string, error) {
	output, err := exec.CommandContext(ctx, "docker", args...).Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && len(exit.Stderr) > 0 {
		err = errors.New(strings.TrimSpace(string(exit.Stderr)))
	}
	return strings.TrimSpace(string(output)), err
}

// DockerVersion returns the version of the Docker engine that answers.
func DockerVersion(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, dockerLimit)
	defer cancel()
	return docker(ctx, "version", "--format", "{{.Server.Version}}")
}

func dockerAnswers(ctx context.Context) bool {
	version, err := DockerVersion(ctx)
	return err == nil && version != ""
}

func containerRuns(ctx context.Context, name string) bool {
	ctx, cancel := context.WithTimeout(ctx, dockerLimit)
	defer cancel()
	running, err := docker(ctx, "inspect", "--type", "container", "--format", "{{.State.Running}}", name)
	return err == nil && running == "true"
}

// removeContainer stops a container in order; its graph stays in its volume.
func removeContainer(ctx context.Context, name string) error {
	if containerRuns(ctx, name) {
		if _, err := docker(ctx, "stop", "--time", strconv.Itoa(int(stopGrace.Seconds())), name); err != nil {
			return fault.Wrap(fault.DatabaseUnavailable, err, "cannot stop container %s", name)
		}
	}
	if _, err := docker(ctx, "rm", "--force", name); err != nil && !strings.Contains(err.Error(), "No such container") {
		return fault.Wrap(fault.DatabaseUnavailable, err, "cannot remove container %s", name)
	}
	return nil
}

// container is Neo4j in a container. It does not end by itself when we are
// killed; the next start on its data directory ends it.
type container struct{ name string }

func (c container) wait() error {
	_, err := docker(context.Background(), "wait", c.name)
	return errors.Join(err, removeContainer(context.Background(), c.name))
}

func (c container) interrupt() {
	// In the background, as a signal would; wait returns when it has ended.
	go func() {
		// An error needs no answer: Stop kills after its grace.
		_, _ = docker(context.Background(), "stop", "--time", strconv.Itoa(int(stopGrace.Seconds())), c.name)
	}()
}

func (c container) kill() {
	_, _ = docker(context.Background(), "kill", c.name) // an error means it has ended
}

// containerName also names the volume of the graph.
func containerName(who identity) string { return "clustergraph-neo4j-" + who.ID }

// runContainer runs the image; the lock stays open in this process while it runs.
func (s *starter) runContainer(ctx context.Context, port int) (*Instance, error) {
	name := containerName(s.who)
	if err := pullImage(ctx, Image(), s); err != nil {
		return nil, err
	}
	fmt.Fprintf(s.Progress, "Starting Neo4j in a container (%s)\n", Image())
	if err := removeContainer(ctx, name); err != nil {
		return nil, err
	}
	if err := s.createContainer(ctx, name, port); err != nil {
		return nil, err
	}
	mapped, err := mappedPort(ctx, name)
	if err != nil {
		return nil, errors.Join(err, removeContainer(context.WithoutCancel(ctx), name))
	}
	instance := s.instance(container{name}, Running{Container: name, Port: mapped})
	instance.lock = s.lock
	if err := s.awaitContainer(ctx, instance); err != nil {
		return nil, errors.Join(err, instance.Stop(context.WithoutCancel(ctx)))
	}
	if s.detached {
		return instance, s.lock.Close()
	}
	return instance, nil
}

// ImagePresent tells whether a Docker engine answers and has the image.
func ImagePresent(ctx context.Context, image string) bool {
	ctx, cancel := context.WithTimeout(ctx, dockerLimit)
	defer cancel()
	_, err := docker(ctx, "image", "inspect", image)
	return err == nil
}

func pullImage(ctx context.Context, image string, s *starter) error {
	if ImagePresent(ctx, image) {
		return nil
	}
	fmt.Fprintf(s.Progress, "Fetching the image %s, once (about 500 MB)\n", image)
	if _, err := docker(ctx, "pull", "--quiet", image); err != nil {
		return fault.Wrap(fault.DatabaseUnavailable, err, "Docker could not fetch the image %s; check the network, or name another image in CLUSTERGRAPH_NEO4J_IMAGE", image)
	}
	return nil
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

func mappedPort(ctx context.Context, name string) (int, error) {
	address, err := docker(ctx, "port", name, "7687/tcp")
	if err != nil {
		return 0, fault.Wrap(fault.DatabaseUnavailable, err, "Docker does not tell the port of container %s", name)
	}
	return strconv.Atoi(address[strings.LastIndexByte(address, ':')+1:])
}

func (s *starter) awaitContainer(ctx context.Context, instance *Instance) error {
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	for ping(ctx, instance.Config()) != nil {
		select {
		case <-instance.Done():
			return fault.New(fault.DatabaseUnavailable, "Neo4j ended in its container while it started; try docker run %s to see why", Image())
		case <-ctx.Done():
			return fault.Wrap(fault.DatabaseUnavailable, ctx.Err(), "Neo4j in its container was not ready in time")
		case <-time.After(pingPause):
		}
	}
	return s.announce(ctx, instance)
}
