package localneo4j

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/shirou/gopsutil/v4/disk"

	"github.com/clustergraph/clustergraph/internal/store/neo"
)

const (
	// roomMB is what must be free before a Neo4j that gave up is started again: it reserves a file
	// of 256 MB for its log at times. smallRoomMB is that of one that reserves nothing.
	roomMB, smallRoomMB = 300, 24
	roomPause           = time.Second
	// relapse is how long after a restart a database that gives up again is left alone for a while.
	relapse = time.Minute
)

// room tells whether there is room to start Neo4j again, in words too.
func (s seeker) room() (enough bool, words string) {
	least := uint64(roomMB)
	if s.Small {
		least = smallRoomMB
	}
	usage, err := disk.Usage(s.DataDir)
	if err != nil {
		return true, "the room on its disk is not known"
	}
	free := usage.Free >> 20
	if free < least {
		return false, fmt.Sprintf("its disk has %d MB left: free at least %d MB, and it is started again by itself", free, least)
	}
	return true, fmt.Sprintf("its disk has %d MB left, and it is being started again", free)
}

// panicked notes that the database gave up, and says what becomes of it.
func (k *Kept) panicked() string {
	k.mu.Lock()
	_, ours := k.current.(*Instance)
	k.mu.Unlock()
	select {
	case k.ill <- struct{}{}:
	default: // it is known
	}
	_, words := k.seeker.room()
	if !ours {
		return "this process does not run it; stop it and start it again (clustergraph neo4j stop), with room on its disk"
	}
	return words
}

// noteTorn notes for the next start that the end of the log may be torn: the commit that failed
// stands there by half. It was never confirmed, so it is cut off; without the note Neo4j does not
// start on such a log. The file is empty, for which there is a place on most full disks.
func (s seeker) noteTorn() {
	if err := os.WriteFile(s.dir.torn(), nil, 0o600); err != nil {
		s.Logger.Warn("cannot note that the log of the database may be torn", "cause", err)
	}
}

// tornSettings are what a start on a log needs whose end may be torn.
func (d dataDir) tornSettings() string {
	if _, err := os.Stat(d.torn()); err != nil {
		return ""
	}
	return "internal.dbms.tx_log.fail_on_corrupted_log_files=false\n"
}

// mend notes for the next start that the database gave up, and ends it where it is ours. What
// asked to be mended may be of an earlier start, or of a Neo4j that is gone by now: then there is
// nothing to mend, and what was noted for the next start stays.
func (k *Kept) mend(ctx context.Context) {
	if !isIll(ctx, k.current) {
		return
	}
	k.seeker.noteTorn()
	if instance, ours := k.current.(*Instance); ours {
		k.heal(ctx, instance)
	}
}

// heal ends a Neo4j of ours that gave up, when there is room for another start.
func (k *Kept) heal(ctx context.Context, instance *Instance) {
	if since := time.Since(k.healed); since < relapse && pause(ctx, relapse-since) != nil {
		return
	}
	for told := false; ; told = true {
		enough, words := k.seeker.room()
		if !told || enough {
			k.seeker.Logger.Error("the database gave up and has to be started again", "dataDir", k.seeker.DataDir, "disk", words)
		}
		if enough {
			k.seeker.noteTorn() // there was no room for it before, maybe
			break
		}
		select {
		case <-instance.Done():
			return
		case <-ctx.Done():
			return
		case <-time.After(roomPause):
		}
	}
	k.healed = time.Now()
	if err := instance.Stop(ctx); err != nil {
		k.seeker.Logger.Error("the database that gave up did not end in order", "cause", err)
	}
}

// isIll asks again whether the database gave up.
func isIll(ctx context.Context, s source) bool {
	return neo.Panicked(ping(ctx, s.Config()))
}
