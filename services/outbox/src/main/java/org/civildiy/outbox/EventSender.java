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
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

import org.civildiy.outbox.BrokerConnection.BrokerUnavailable;
import org.civildiy.outbox.LeasedValueSerializer.LeaseTooShort;

/**
 * Sends the events of a leased entry through the channel: one after the other, each after the broker has acknowledged the one
 * before, and none that could outlast the lease.
 *
 * <p>A failure ends the sends of its entry. A failure that is not the record's own makes the broker unavailable for all. A
 * producer that is beyond recovery makes the service's liveness fail, since no API creates it anew.
 */
@ApplicationScoped
class EventSender {
    private final OutboxDestination destination;
    private final BrokerConnection connection;
    private volatile @Nullable Throwable fatal;

    EventSender(OutboxDestination destination, BrokerConnection connection) {
        this.destination = destination;
        this.connection = connection;
    }

    /**
     * How far a series of sends has come.
     *
     * @param upTo the version of the last acknowledged event; 0 when none was
     * @param failure what ended the sends before the last event
     */
    record Progress(long upTo, @Nullable Throwable failure) {
        /** Whether the lease has to be renewed before the next event, and nothing is wrong. */
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
                .iterable(leased.outbox().events())
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
        if (!Instant.now().isBefore(sendBefore)) {
            return Uni.createFrom().failure(new LeaseTooShort());
        }
        return Uni.createFrom()
                .deferred(() ->
                        destination.send().apply(leased(destination.format().apply(key, event), sendBefore)))
                .onFailure()
                .invoke(this::failed);
    }

    private static ProducerRecord<String, LeasedValue> leased(
            ProducerRecord<String, String> record, Instant sendBefore) {
        return new ProducerRecord<>(
                record.topic(),
                record.partition(),
                record.timestamp(),
                record.key(),
                new LeasedValue(record.value(), sendBefore),
                record.headers());
    }

    private void failed(Throwable failure) {
        if (failure instanceof RecordTooLargeException || failure instanceof InvalidRecordException) {
            Log.errorf("topic: the broker refuses a record cause=%s", failure.getMessage());
        } else if (!(failure instanceof LeaseTooShort)) {
            if (fatal == null && isFatal(failure)) {
                fatal = failure;
                Log.errorf("topic: the channel can never send again, liveness fails cause=%s", failure);
            }
            connection.lost();
        }
    }

    /** The producer, or the channel before it, is closed or in a state that it never leaves. */
    static boolean isFatal(@Nullable Throwable failure) {
        return failure != null
                && (failure instanceof ClusterAuthorizationException
                        || failure instanceof ProducerFencedException
                        || failure instanceof UnsupportedVersionException
                        || failure instanceof IllegalStateException
                        || isFatal(failure.getCause()));
    }
}
