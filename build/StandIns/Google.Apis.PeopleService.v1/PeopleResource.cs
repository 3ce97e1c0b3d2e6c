using Google.Apis.PeopleService.v1.Data;
using Google.Apis.Services;
using Google.Apis.Util;

#nullable disable annotations

namespace Google.Apis.PeopleService.v1;

public class PeopleResource
{
    private readonly IClientService service;

    public PeopleResource(IClientService service)
    {
        this.service = service;
        Connections = new ConnectionsResource(service);
    }

    public virtual ConnectionsResource Connections { get; }

    public virtual BatchCreateContactsRequest BatchCreateContacts(Data.BatchCreateContactsRequest body) => new(service, body);

    public virtual BatchDeleteContactsRequest BatchDeleteContacts(Data.BatchDeleteContactsRequest body) => new(service, body);

    public virtual BatchUpdateContactsRequest BatchUpdateContacts(Data.BatchUpdateContactsRequest body) => new(service, body);

    public virtual CreateContactRequest CreateContact(Person body) => new(service, body);

    public virtual DeleteContactRequest DeleteContact(string resourceName) => new(service, resourceName);

    public virtual GetRequest Get(string resourceName) => new(service, resourceName);

    public virtual GetBatchGetRequest GetBatchGet() => new(service);

    public virtual UpdateContactRequest UpdateContact(Person body, string resourceName) => new(service, body, resourceName);

    public class ConnectionsResource(IClientService service)
    {
        public virtual ListRequest List(string resourceName) => new(service, resourceName);

        public class ListRequest : PeopleServiceBaseServiceRequest<ListConnectionsResponse>
        {
            public ListRequest(IClientService service, string resourceName)
                : base(service)
            {
                ResourceName = resourceName;
                InitParameters();
            }

            [RequestParameter("resourceName", RequestParameterType.Path)]
            public virtual string ResourceName { get; private set; }

            [RequestParameter("pageSize", RequestParameterType.Query)]
            public virtual int? PageSize { get; set; }

            [RequestParameter("pageToken", RequestParameterType.Query)]
            public virtual string PageToken { get; set; }

            [RequestParameter("personFields", RequestParameterType.Query)]
            public virtual object PersonFields { get; set; }

            [RequestParameter("requestSyncToken", RequestParameterType.Query)]
            public virtual bool? RequestSyncToken { get; set; }

            [RequestParameter("syncToken", RequestParameterType.Query)]
            public virtual string SyncToken { get; set; }

            public override string MethodName => "list";

            public override string HttpMethod => "GET";

            public override string RestPath => "v1/{+resourceName}/connections";

            protected override void InitParameters()
            {
                base.InitParameters();
                AddPath("resourceName", "^people/[^/]+$");
                AddQuery("pageSize");
                AddQuery("pageToken");
                AddQuery("personFields");
                AddQuery("requestSyncToken");
                AddQuery("syncToken");
            }
        }
    }

    public class BatchCreateContactsRequest : PeopleServiceBaseServiceRequest<BatchCreateContactsResponse>
    {
        public BatchCreateContactsRequest(IClientService service, Data.BatchCreateContactsRequest body)
            : base(service)
        {
            Body = body;
            InitParameters();
        }

        public override string MethodName => "batchCreateContacts";

        public override string HttpMethod => "POST";

        public override string RestPath => "v1/people:batchCreateContacts";

        private Data.BatchCreateContactsRequest Body { get; set; }

        protected override object GetBody() => Body;
    }

    public class BatchDeleteContactsRequest : PeopleServiceBaseServiceRequest<Empty>
    {
        public BatchDeleteContactsRequest(IClientService service, Data.BatchDeleteContactsRequest body)
            : base(service)
        {
            Body = body;
            InitParameters();
        }

        public override string MethodName => "batchDeleteContacts";

        public override string HttpMethod => "POST";

        public override string RestPath => "v1/people:batchDeleteContacts";

        private Data.BatchDeleteContactsRequest Body { get; set; }

        protected override object GetBody() => Body;
    }

    public class BatchUpdateContactsRequest : PeopleServiceBaseServiceRequest<BatchUpdateContactsResponse>
    {
        public BatchUpdateContactsRequest(IClientService service, Data.BatchUpdateContactsRequest body)
            : base(service)
        {
            Body = body;
            InitParameters();
        }

        public override string MethodName => "batchUpdateContacts";

        public override string HttpMethod => "POST";

        public override string RestPath => "v1/people:batchUpdateContacts";

        private Data.BatchUpdateContactsRequest Body { get; set; }

        protected override object GetBody() => Body;
    }

    public class CreateContactRequest : PeopleServiceBaseServiceRequest<Person>
    {
        public CreateContactRequest(IClientService service, Person body)
            : base(service)
        {
            Body = body;
            InitParameters();
        }

        [RequestParameter("personFields", RequestParameterType.Query)]
        public virtual object PersonFields { get; set; }

        public override string MethodName => "createContact";

        public override string HttpMethod => "POST";

        public override string RestPath => "v1/people:createContact";

        private Person Body { get; set; }

        protected override object GetBody() => Body;

        protected override void InitParameters()
        {
            base.InitParameters();
            AddQuery("personFields");
        }
    }

    public class DeleteContactRequest : PeopleServiceBaseServiceRequest<Empty>
    {
        public DeleteContactRequest(IClientService service, string resourceName)
            : base(service)
        {
            ResourceName = resourceName;
            InitParameters();
        }

        [RequestParameter("resourceName", RequestParameterType.Path)]
        public virtual string ResourceName { get; private set; }

        public override string MethodName => "deleteContact";

        public override string HttpMethod => "DELETE";

        public override string RestPath => "v1/{+resourceName}:deleteContact";

        protected override void InitParameters()
        {
            base.InitParameters();
            AddPath("resourceName", "^people/[^/]+$");
        }
    }

    public class GetRequest : PeopleServiceBaseServiceRequest<Person>
    {
        public GetRequest(IClientService service, string resourceName)
            : base(service)
        {
            ResourceName = resourceName;
            InitParameters();
        }

        [RequestParameter("resourceName", RequestParameterType.Path)]
        public virtual string ResourceName { get; private set; }

        [RequestParameter("personFields", RequestParameterType.Query)]
        public virtual object PersonFields { get; set; }

        public override string MethodName => "get";

        public override string HttpMethod => "GET";

        public override string RestPath => "v1/{+resourceName}";

        protected override void InitParameters()
        {
            base.InitParameters();
            AddPath("resourceName", "^people/[^/]+$");
            AddQuery("personFields");
        }
    }

    public class GetBatchGetRequest : PeopleServiceBaseServiceRequest<GetPeopleResponse>
    {
        public GetBatchGetRequest(IClientService service)
            : base(service) => InitParameters();

        [RequestParameter("personFields", RequestParameterType.Query)]
        public virtual object PersonFields { get; set; }

        [RequestParameter("resourceNames", RequestParameterType.Query)]
        public virtual Repeatable<string> ResourceNames { get; set; }

        public override string MethodName => "getBatchGet";

        public override string HttpMethod => "GET";

        public override string RestPath => "v1/people:batchGet";

        protected override void InitParameters()
        {
            base.InitParameters();
            AddQuery("personFields");
            AddQuery("resourceNames");
        }
    }

    public class UpdateContactRequest : PeopleServiceBaseServiceRequest<Person>
    {
        public UpdateContactRequest(IClientService service, Person body, string resourceName)
            : base(service)
        {
            ResourceName = resourceName;
            Body = body;
            InitParameters();
        }

        [RequestParameter("resourceName", RequestParameterType.Path)]
        public virtual string ResourceName { get; private set; }

        [RequestParameter("personFields", RequestParameterType.Query)]
        public virtual object PersonFields { get; set; }

        [RequestParameter("updatePersonFields", RequestParameterType.Query)]
        public virtual object UpdatePersonFields { get; set; }

        public override string MethodName => "updateContact";

        public override string HttpMethod => "PATCH";

        public override string RestPath => "v1/{+resourceName}:updateContact";

        private Person Body { get; set; }

        protected override object GetBody() => Body;

        protected override void InitParameters()
        {
            base.InitParameters();
            AddPath("resourceName", "^people/[^/]+$");
            AddQuery("personFields");
            AddQuery("updatePersonFields");
        }
    }
}
