package io.gatehouse.contracts.mail;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a mail is on its way. */
public enum MailStatus {
    /** It will be sent, or tried again. */
    @JsonProperty("queued")
    QUEUED,
    /** The SMTP server has taken it. */
    @JsonProperty("sent")
    SENT,
    /** It was given up and waits for an administrator. */
    @JsonProperty("dead")
    DEAD,
    /** There was nothing to say any more when it was about to be sent. */
    @JsonProperty("dropped")
    DROPPED
}
