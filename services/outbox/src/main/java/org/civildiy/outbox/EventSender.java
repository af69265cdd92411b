package org.civildiy.outbox;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

import org.civildiy.outbox.BrokerConnection.BrokerUnavailable;
import org.civildiy.outbox.LeasedValueSerializer.LeaseTooShort;

/**
 * Sends one turn of a leased entry's events through the channel ({@link PendingEvents#turn}). The next event is sent after the broker
 * has acknowledged the previous one. No send begins that could outlast the lease.
 *
 * <p>Every failure ends the sends of its entry. When the broker refuses a record, or the lease is too short, other entries are not
 * affected. Any other failure marks the broker as unavailable for all entries. When the producer can never send again, the service's
 * liveness fails, because no API can create a new producer for the channel.
 */
@ApplicationScoped
class EventSender {
    private final OutboxDestination destination;
    private final BrokerConnection connection;
    private final StoreClock clock;
    private volatile @Nullable Throwable fatal;

    EventSender(OutboxDestination destination, BrokerConnection connection, StoreClock clock) {
        this.destination = destination;
        this.connection = connection;
        this.clock = clock;
    }

    /**
     * How far a series of sends has come.
     *
     * @param upTo the version of the last acknowledged event; 0 when none was
     * @param failure what ended the sends before the last event of the turn
     */
    record Progress(long upTo, @Nullable Throwable failure) {
        /** Whether some events were acknowledged, and the sends ended only because the lease is too short for the next event. */
        boolean needsLongerLease() {
            return upTo > 0 && failure instanceof LeaseTooShort;
        }
    }

    /** Why the channel can never send again; {@code null} while it can. */
    @Nullable
    Throwable fatal() {
        return fatal;
    }

    Uni<Progress> send(OutboxEntry<?> leased) {
        var until = leased.outbox().leasedUntil();
        if (until == null) {
            throw new IllegalArgumentException("not leased: " + leased.key());
        }
        var sendBefore = until.minus(ProducerSettings.MAX_SEND_TIME);
        var upTo = new AtomicLong();
        return Multi.createFrom()
                .iterable(leased.outbox().turn())
                .onItem()
                .transformToUniAndConcatenate(event -> send(leased.key(), event, sendBefore)
                        .invoke(() -> upTo.set(event.version()))
                        .replaceWith(event))
                .collect()
                .last()
                .map(last -> new Progress(upTo.get(), null))
                .onFailure()
                .recoverWithItem(failure -> new Progress(upTo.get(), failure));
    }

    private Uni<Void> send(String key, OutboxEvent event, Instant sendBefore) {
        if (!connection.isAvailable()) {
            return Uni.createFrom().failure(new BrokerUnavailable("not tried"));
        }
        if (!clock.instant().isBefore(sendBefore)) {
            return Uni.createFrom().failure(new LeaseTooShort());
        }
        return Uni.createFrom()
                .deferred(() ->
                        destination.send().apply(leased(destination.format().apply(key, event), sendBefore)))
                .onFailure()
                .invoke(this::failed);
    }

    private ProducerRecord<String, LeasedValue> leased(ProducerRecord<String, String> record, Instant sendBefore) {
        return new ProducerRecord<>(
                record.topic(),
                record.partition(),
                record.timestamp(),
                record.key(),
                new LeasedValue(record.value(), sendBefore, clock),
                record.headers());
    }

    private void failed(Throwable failure) {
        if (failure instanceof RecordTooLargeException
                || failure instanceof InvalidRecordException
                || failure instanceof InvalidTimestampException) {
            Log.errorf("topic: the broker refuses a record cause=%s", failure.getMessage());
        } else if (!(failure instanceof LeaseTooShort)) {
            if (fatal == null && isFatal(failure)) {
                fatal = failure;
                Log.errorf("topic: the channel can never send again, liveness fails cause=%s", failure);
            }
            connection.lost();
        }
    }

    /** Whether the producer, or the channel in front of it, is closed or in a state from which it cannot recover. */
    static boolean isFatal(@Nullable Throwable failure) {
        return failure != null
                && (failure instanceof ClusterAuthorizationException
                        || failure instanceof ProducerFencedException
                        || failure instanceof UnsupportedVersionException
                        || failure instanceof IllegalStateException
                        || isFatal(failure.getCause()));
    }
}
