/**
 * Too many requests: which are refused, and when, so that the others are answered in time. Two things are watched. Of an
 * upstream, how long its routes usually take: when most requests take clearly longer, it gets no more at once than it answers in
 * time ({@link io.gatehouse.gateway.overload.UpstreamLimit}). Of the gateway's own event loops, how late they are: then a share of
 * what arrives is refused ({@link io.gatehouse.gateway.overload.LoopShare}). The lowest priority goes first. As long as nothing
 * is late, a request costs a few counters and no lock. Which requests belong to whom is left to the rate limits, how many may
 * wait for a connection to the upstreams.
 */
package io.gatehouse.gateway.overload;
