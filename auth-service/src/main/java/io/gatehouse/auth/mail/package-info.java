/**
 * Mail that leaves after the fact: a row in the transaction of the change, a worker that sends it. Owns {@code
 * mail_message} and the texts. At least once: a crash between sending and marking sends twice, none is lost.
 */
package io.gatehouse.auth.mail;
