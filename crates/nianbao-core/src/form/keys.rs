//! Names of tables, rows and columns, as the JSON contract spells them.

/// One of the three statutory tables. (一, the first part of the form, is prose.)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TableId {
    /// 表二: 主动公开政府信息情况, 10 numbers (edition 2021).
    Proactive,
    /// 表三: 收到和处理政府信息公开申请情况, 25 rows of 7 numbers.
    Requests,
    /// 表四: 政府信息公开行政复议、行政诉讼情况, 15 numbers.
    Disputes,
}

impl TableId {
    /// All tables in the order of the form.
    pub const ALL: [Self; 3] = [Self::Proactive, Self::Requests, Self::Disputes];

    /// The number that people use for it: 2, 3 or 4.
    pub fn number(self) -> u8 {
        match self {
            Self::Proactive => 2,
            Self::Requests => 3,
            Self::Disputes => 4,
        }
    }

    /// 表二, 表三 or 表四.
    pub fn name_zh(self) -> &'static str {
        match self {
            Self::Proactive => "表二",
            Self::Requests => "表三",
            Self::Disputes => "表四",
        }
    }

    /// Position in [`Self::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}

macro_rules! keys {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// Every key, in the order of the form.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name in JSON and in rule packs.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The key of a name in JSON.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

keys! {
    /// A row of a table. (表四 has one printed row; its three blocks are rows here.)
    RowKey {
        /// 表二 规章.
        Rules = "rules",
        /// 表二 行政规范性文件.
        NormativeDocuments = "normative_documents",
        /// 表二 行政许可.
        Licensing = "licensing",
        /// 表二, edition 2019: 其他对外管理服务事项.
        OtherServices = "other_services",
        /// 表二 行政处罚.
        Penalties = "penalties",
        /// 表二 行政强制.
        CoerciveMeasures = "coercive_measures",
        /// 表二 行政事业性收费.
        Fees = "fees",
        /// 表二, edition 2019: 政府集中采购.
        Procurement = "procurement",
        /// 一、本年新收政府信息公开申请数量.
        NewRequests = "new_requests",
        /// 二、上年结转政府信息公开申请数量.
        CarriedIn = "carried_in",
        /// （一）予以公开.
        Granted = "granted",
        /// （二）部分公开.
        PartiallyGranted = "partially_granted",
        /// （三）1. 属于国家秘密.
        DeniedStateSecret = "denied_state_secret",
        /// （三）2. 其他法律行政法规禁止公开.
        DeniedProhibitedByLaw = "denied_prohibited_by_law",
        /// （三）3. 危及“三安全一稳定”.
        DeniedSecurityStability = "denied_security_stability",
        /// （三）4. 保护第三方合法权益.
        DeniedThirdPartyRights = "denied_third_party_rights",
        /// （三）5. 属于三类内部事务信息.
        DeniedInternalAffairs = "denied_internal_affairs",
        /// （三）6. 属于四类过程性信息.
        DeniedProcessInformation = "denied_process_information",
        /// （三）7. 属于行政执法案卷.
        DeniedEnforcementFiles = "denied_enforcement_files",
        /// （三）8. 属于行政查询事项.
        DeniedAdministrativeInquiry = "denied_administrative_inquiry",
        /// （四）1. 本机关不掌握相关政府信息.
        UnavailableNotHeld = "unavailable_not_held",
        /// （四）2. 没有现成信息需要另行制作.
        UnavailableNeedsCreation = "unavailable_needs_creation",
        /// （四）3. 补正后申请内容仍不明确.
        UnavailableUnclear = "unavailable_unclear",
        /// （五）1. 信访举报投诉类申请.
        RejectedPetition = "rejected_petition",
        /// （五）2. 重复申请.
        RejectedRepeat = "rejected_repeat",
        /// （五）3. 要求提供公开出版物.
        RejectedPublication = "rejected_publication",
        /// （五）4. 无正当理由大量反复申请.
        RejectedExcessive = "rejected_excessive",
        /// （五）5. 要求行政机关确认或重新出具已获取信息.
        RejectedConfirmation = "rejected_confirmation",
        /// （六）1. 申请人无正当理由逾期不补正….
        OtherCorrectionOverdue = "other_correction_overdue",
        /// （六）2. 申请人逾期未按收费通知要求缴纳费用….
        OtherFeeOverdue = "other_fee_overdue",
        /// （六）3. 其他.
        OtherRemaining = "other_remaining",
        /// （六）其他处理 as one row: edition 2019, and reports that keep it merged.
        OtherMerged = "other_merged",
        /// （七）总计.
        TotalHandled = "total_handled",
        /// 四、结转下年度继续办理.
        CarriedOut = "carried_out",
        /// 表四 行政复议.
        Reconsideration = "reconsideration",
        /// 表四 行政诉讼, 未经复议直接起诉.
        LitigationDirect = "litigation_direct",
        /// 表四 行政诉讼, 复议后起诉.
        LitigationAfterReconsideration = "litigation_after_reconsideration",
    }
}

keys! {
    /// A column of a table.
    ColumnKey {
        /// 本年制发件数.
        Issued = "issued",
        /// 本年废止件数.
        Repealed = "repealed",
        /// 现行有效件数.
        InForce = "in_force",
        /// Edition 2019: 本年新制作数量.
        NewlyMade = "newly_made",
        /// Edition 2019: 本年新公开数量.
        NewlyPublished = "newly_published",
        /// Edition 2019: 对外公开总数量.
        TotalPublished = "total_published",
        /// Edition 2019: 上一年项目数量.
        PreviousItems = "previous_items",
        /// Edition 2019: 本年增/减.
        Change = "change",
        /// 本年处理决定数量.
        Decisions = "decisions",
        /// 本年收费金额, in 万元.
        Amount = "amount",
        /// Edition 2019: 采购项目数量.
        PurchasedItems = "purchased_items",
        /// Edition 2019: 采购总金额, in 万元.
        PurchasedAmount = "purchased_amount",
        /// 自然人.
        NaturalPerson = "natural_person",
        /// 商业企业.
        Business = "business",
        /// 科研机构.
        ResearchInstitution = "research_institution",
        /// 社会公益组织.
        PublicInterestOrganization = "public_interest_organization",
        /// 法律服务机构.
        LegalServices = "legal_services",
        /// 其他 (表三).
        OtherOrganization = "other_organization",
        /// 结果维持.
        Upheld = "upheld",
        /// 结果纠正.
        Corrected = "corrected",
        /// 其他结果.
        Other = "other",
        /// 尚未审结.
        Pending = "pending",
        /// 总计 (表三 and 表四).
        Total = "total",
    }
}

/// The name of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellRef {
    /// The table.
    pub table: TableId,
    /// The row.
    pub row: RowKey,
    /// The column.
    pub column: ColumnKey,
}

impl CellRef {
    /// A cell of a table.
    pub const fn new(table: TableId, row: RowKey, column: ColumnKey) -> Self {
        Self { table, row, column }
    }

    /// A cell of 表三.
    pub const fn requests(row: RowKey, column: ColumnKey) -> Self {
        Self::new(TableId::Requests, row, column)
    }

    /// A cell of 表四.
    pub const fn disputes(row: RowKey, column: ColumnKey) -> Self {
        Self::new(TableId::Disputes, row, column)
    }
}
