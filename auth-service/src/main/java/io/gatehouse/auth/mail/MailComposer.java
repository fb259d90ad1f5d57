package io.gatehouse.auth.mail;

import io.smallrye.mutiny.Uni;

/**
 * Says what a queued message holds, at the moment it leaves. Links and codes are made here, so that the queue
 * never holds any, and a message that waited long carries fresh ones.
 */
public interface MailComposer {

    /** The template under which its messages are queued; one composer for each. */
    String template();

    /** What the message says now; null where there is nothing to say any more, and it is dropped. */
    Uni<MailContent> compose(QueuedMail message);
}
