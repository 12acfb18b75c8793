package localneo4j

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// stopGrace is how long Neo4j may take to stop before it is killed.
const stopGrace = 30 * time.Second

// Start runs Neo4j on a data directory, for as long as this process lives or
// until Stop. It returns when Neo4j answers.
func Start(ctx context.Context, opts Options) (*Instance, error) {
	return start(ctx, opts, false)
}

// StartDetached runs Neo4j on a data directory until StopDetached, also after
// this process has ended.
func StartDetached(ctx context.Context, opts Options) (*Running, error) {
	instance, err := start(ctx, opts, true)
	if err != nil {
		return nil, err
	}
	return &instance.running, nil
}

func start(ctx context.Context, opts Options, detached bool) (*Instance, error) {
	opts, err := opts.withDefaults()
	if err != nil {
		return nil, err
	}
	dir := dataDir(opts.DataDir)
	if err := dir.prepare(); err != nil {
		return nil, err
	}
	held, err := dir.claim(ctx)
	if err != nil {
		return nil, err
	}
	s := &starter{Options: opts, dir: dir, claim: held, detached: detached, began: time.Now()}
	instance, err := s.run(ctx)
	if err != nil {
		return nil, errors.Join(err, held.Close())
	}
	if detached {
		return instance, held.Close()
	}
	return instance, nil
}

// starter is one start of Neo4j while it goes on.
type starter struct {
	Options
	dir      dataDir
	claim    *claim
	detached bool
	began    time.Time
	who      identity
	password string
}

func (s *starter) run(ctx context.Context) (*Instance, error) {
	var err error
	if s.who, err = s.dir.readIdentity(); err != nil {
		return nil, err
	}
	if err := s.endLeftover(ctx); err != nil {
		return nil, err
	}
	runtime, java, err := chooseRuntime(ctx, s.Runtime, s.who.Runtime)
	if err != nil {
		return nil, err
	}
	hasData := s.dir.hasJVMData() || s.who.Runtime == RuntimeDocker
	if s.password, err = s.dir.ensurePassword(hasData); err != nil {
		return nil, err
	}
	if err := s.dir.checkPassword(s.who, s.password); err != nil {
		return nil, err
	}
	port, err := s.choosePort()
	if err != nil {
		return nil, err
	}
	s.who.Runtime = runtime
	if s.who, err = s.dir.writeIdentity(s.who); err != nil {
		return nil, err
	}
	if runtime == RuntimeDocker {
		return s.runContainer(ctx, port)
	}
	return s.runChild(ctx, java, port)
}

// endLeftover clears what the last Neo4j of this directory left behind. Child
// processes are gone, since the lock was free; a container may still run.
func (s *starter) endLeftover(ctx context.Context) error {
	state, err := s.dir.readState()
	if err != nil {
		return err
	}
	if state != nil && state.Container != "" {
		if err := s.endContainer(ctx, state); err != nil {
			return err
		}
	}
	return s.dir.removeState()
}

// endContainer ends a container whose starter is dead; a detached one goes on.
func (s *starter) endContainer(ctx context.Context, state *Running) error {
	runs, err := containerRuns(ctx, state.Container)
	if err != nil || !runs {
		return err
	}
	if state.Owner == 0 && !state.Stopping {
		return taken{s.dir.refusal(state)}
	}
	return removeContainer(ctx, state.Container)
}

// choosePort returns the port to listen on, 0 for any.
func (s *starter) choosePort() (int, error) {
	if s.Port == AnyPort {
		return 0, nil
	}
	if s.Port > 0 {
		if !portFree(s.Port) {
			return 0, busyPort(s.Port)
		}
		return s.Port, nil
	}
	for _, port := range []int{s.who.Port, DefaultPort} {
		if port > 0 && portFree(port) {
			return port, nil
		}
	}
	return 0, nil
}

func portFree(port int) bool {
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return false
	}
	return listener.Close() == nil
}

func busyPort(port int) error {
	return fault.New(fault.Conflict, "port %d on 127.0.0.1 is in use by another program; stop that, or choose another Bolt port (0 takes a free one)", port)
}

func (s *starter) runChild(ctx context.Context, java Java, port int) (*Instance, error) {
	fmt.Fprintf(s.Progress, "Starting Neo4j %s\n", Version)
	proc, err := s.spawnOrHeal(ctx, java, port)
	if errors.Is(err, errBusy) && s.Port > 0 {
		return nil, busyPort(s.Port)
	}
	if errors.Is(err, errBusy) {
		// Another program took the port between our look and Neo4j's.
		proc, err = s.spawnOrHeal(ctx, java, 0)
	}
	if err != nil {
		return nil, err
	}
	instance := s.instance(proc, Running{PID: proc.cmd.Process.Pid, Port: proc.port})
	err = ping(ctx, instance.Config())
	if err != nil {
		err = s.shutOut(err)
	} else {
		err = s.announce(ctx, instance)
	}
	if err == nil && s.detached {
		err = proc.letGo()
	}
	if err != nil {
		return nil, errors.Join(err, instance.Stop(context.WithoutCancel(ctx)))
	}
	// From now on Neo4j alone holds its lock.
	return instance, s.claim.neo4j.Close()
}

// spawnOrHeal fetches the jars again when Neo4j failed because they are damaged.
func (s *starter) spawnOrHeal(ctx context.Context, java Java, port int) (*child, error) {
	jars, err := ensureJars(ctx, java, s.Progress)
	if err != nil {
		return nil, err
	}
	proc, err := s.spawn(ctx, java, jars, port)
	if err == nil || errors.Is(err, errBusy) || ctx.Err() != nil || !jars.discardIfDamaged(s.Progress) {
		return proc, err
	}
	if jars, err = ensureJars(ctx, java, s.Progress); err != nil {
		return nil, err
	}
	return s.spawn(ctx, java, jars, port)
}

func (s *starter) spawn(ctx context.Context, java Java, jars jarDir, port int) (*child, error) {
	size := memoryFor(s.Small, MachineMemory())
	if err := writeFile(s.dir.conf(), []byte(jvmSettings(size, s.Small, port, jars))); err != nil {
		return nil, fault.Wrap(fault.BadUserInput, err, "cannot write %s", s.dir.conf())
	}
	return spawn(ctx, java, jars, s.dir, jvmFlags(size, s.Brief), s.claim.neo4j, s.detached)
}

func (s *starter) instance(proc process, running Running) *Instance {
	running.Version = Version
	running.StartedAt = s.began.UTC()
	running.password = s.password
	if !s.detached {
		running.Owner = os.Getpid()
	}
	return newInstance(proc, s.dir, running, s.claim)
}

// shutOut says why a Neo4j that has started is of no use to us.
func (s *starter) shutOut(err error) error {
	if neo.Refused(err) {
		return fault.Wrap(fault.DatabaseUnavailable, err, "Neo4j on %s runs but does not let us in; is %s the right password file?", s.dir, s.dir.password())
	}
	return fault.Wrap(fault.DatabaseUnavailable, err, "Neo4j on %s has started but does not answer; see %s", s.dir, s.dir.logs())
}

// announce tells where the Neo4j is that answers.
func (s *starter) announce(ctx context.Context, instance *Instance) error {
	s.who.Port, s.who.PasswordSum = instance.running.Port, s.who.sumOf(s.password)
	if _, err := s.dir.writeIdentity(s.who); err != nil {
		return err
	}
	if err := s.dir.writeState(&instance.running); err != nil {
		return err
	}
	took := time.Since(s.began)
	fmt.Fprintf(s.Progress, "Neo4j is ready on bolt://127.0.0.1:%d (%.1f s)\n", instance.running.Port, took.Seconds())
	s.Logger.InfoContext(ctx, "Neo4j is ready", "port", instance.running.Port, "pid", instance.running.PID, "took", took)
	return nil
}

// ping asks the database something: one whose start failed shakes hands too.
func ping(ctx context.Context, cfg neo.Config) error {
	db, err := neo.Open(cfg)
	if err != nil {
		return err
	}
	return errors.Join(db.Ready(ctx), db.Close(context.WithoutCancel(ctx)))
}
