package io.gatehouse.auth.audit;

import io.gatehouse.auth.permission.Overreach;
import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.contracts.auth.Permission;
import io.gatehouse.contracts.error.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;

@Singleton
class AuditedOverreach implements Overreach {

    private final AuditTrail audit;

    AuditedOverreach(AuditTrail audit) {
        this.audit = audit;
    }

    @Override
    public Uni<Void> tell(Set<Permission> wanted) {
        var permissions =
                wanted.stream().map(permission -> permission.wire).sorted().toList();
        return audit.appendApart(AuditEntry.refused(AuditAction.ADMINISTRATION_REFUSED, ErrorCode.FORBIDDEN)
                .with("permissions", permissions));
    }
}
